using System.Text;
using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>Turns the tokens of one sequence into text as they come, and stops the sequence at a stop string.</summary>
internal sealed class TextAssembler(Tokenizer? tokenizer, GenerationOptions options, Action<string>? onText)
{
    private readonly StreamingDecoder? _decoder = tokenizer?.CreateStreamingDecoder();
    private readonly StopStringFilter _filter = new(options.StopStrings);
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public void Add(GenerationSequence sequence, int token)
    {
        if (_decoder is null || sequence.IsStopToken(token))
            return;
        Give(_filter.Add(_decoder.Add(token)));
        if (_filter.Stopped)
            sequence.Stop(FinishReason.StopString);
    }

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
