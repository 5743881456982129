using System.Text;
using Attune.Models;
using Attune.Text.Tokenizers;

namespace Attune.Server.Engine;

/// <summary>One text on its way through the engine.</summary>
internal sealed class RunningSequence
{
    private readonly int _index;
    private readonly GenerationSequence _sequence;
    private readonly TextAssembler _text;
    private readonly StringBuilder _new = new();

    /// <exception cref="AttuneException">The prompt is too long, or an option out of its range.</exception>
    public RunningSequence(EngineRequest request, int index, GenerationEngine engine, Tokenizer tokenizer)
    {
        Request = request;
        _index = index;
        var (prompt, options) = request.Sequences[index];
        _text = new TextAssembler(tokenizer, options, piece => _new.Append(piece));
        _sequence = engine.Submit(prompt, options, token => _text.Add(_sequence!, token));
    }

    public EngineRequest Request { get; }

    public bool IsDone => _sequence.Reason is not null;

    /// <summary>Gives the client what the last step added, if it was in that step.</summary>
    public void Tell()
    {
        if (_sequence.TokenIds.Count == 0)
            return;
        if (IsDone)
            _text.Finish();
        Request.Give(new EnginePiece(_index, _new.ToString(), _sequence.Reason, _sequence.TokenIds.Count));
        _new.Clear();
    }

    /// <summary>Ends it without an answer.</summary>
    public void Abandon() => _sequence.Stop(FinishReason.MaxNewTokens);
}
