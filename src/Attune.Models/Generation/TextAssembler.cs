using System.Text;
using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>
/// Turns the tokens of one sequence into text as they come, and stops the sequence at a stop string. The text is without
/// special tokens, never has half a character, and what may begin a stop string is held back until it is known.
/// </summary>
/// <param name="tokenizer">The model's; without one there is no text.</param>
/// <param name="options">The sequence's, for its stop strings.</param>
/// <param name="onText">Hears each piece that is certain.</param>
public sealed class TextAssembler(Tokenizer? tokenizer, GenerationOptions options, Action<string>? onText)
{
    private readonly StreamingDecoder? _decoder = tokenizer?.CreateStreamingDecoder();
    private readonly StopStringFilter _filter = new(options.StopStrings);
    private readonly StringBuilder _text = new();

    /// <summary>All text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Takes the next token; stop tokens have no text.</summary>
    public void Add(GenerationSequence sequence, int token)
    {
        if (_decoder is null || sequence.IsStopToken(token))
            return;
        Give(_filter.Add(_decoder.Add(token)));
        if (_filter.Stopped)
            sequence.Stop(FinishReason.StopString);
    }

    /// <summary>Gives what was held back, once the sequence has ended.</summary>
    public void Finish()
    {
        if (_decoder is null || _filter.Stopped)
            return;
        Give(_filter.Add(_decoder.Finish()));
        if (!_filter.Stopped)
            Give(_filter.Finish());
    }

    private void Give(string text)
    {
        if (text.Length == 0)
            return;
        _text.Append(text);
        onText?.Invoke(text);
    }
}
