using Attune.Models;

namespace Attune.Training;

/// <summary>
/// Puts documents one after the other into micro-batches of at most so many tokens, in the order given and without
/// padding. A document is never split; one that is longer than a micro-batch gets one of its own.
/// </summary>
internal sealed class TokenPacker(int microBatchTokens)
{
    private readonly List<MicroBatch> _finished = [];
    private readonly List<int> _ids = [], _positions = [], _starts = [], _rows = [], _targets = [];

    public int SupervisedTokens { get; private set; }

    /// <summary>Adds a document whose every token, and the one that follows it if known, is a target.</summary>
    /// <param name="tokens">The document, or a piece of it.</param>
    /// <param name="following">The token after the piece, or null at the document's end.</param>
    public void AddSupervised(ReadOnlySpan<int> tokens, int? following)
    {
        Begin(tokens);
        for (int i = 1; i < tokens.Length; i++)
            Supervise(i - 1, tokens[i], tokens.Length);
        if (following is { } target)
            Supervise(tokens.Length - 1, target, tokens.Length);
    }

    /// <summary>Adds a document with a target wherever the mask is set: position t answers for token t + 1 where mask[t + 1].</summary>
    public void AddMasked(ReadOnlySpan<int> tokens, ReadOnlySpan<bool> mask)
    {
        Begin(tokens);
        for (int i = 1; i < tokens.Length; i++)
        {
            if (mask[i])
                Supervise(i - 1, tokens[i], tokens.Length);
        }
    }

    /// <summary>The micro-batches of all documents added; those with nothing to learn from are left out.</summary>
    public List<MicroBatch> Finish()
    {
        Close();
        return _finished;
    }

    private void Begin(ReadOnlySpan<int> tokens)
    {
        if (_ids.Count > 0 && _ids.Count + tokens.Length > microBatchTokens)
            Close();
        _starts.Add(_ids.Count);
        for (int i = 0; i < tokens.Length; i++)
        {
            _ids.Add(tokens[i]);
            _positions.Add(i);
        }
    }

    private void Supervise(int position, int target, int length)
    {
        _rows.Add(_ids.Count - length + position);
        _targets.Add(target);
        SupervisedTokens++;
    }

    private void Close()
    {
        if (_rows.Count > 0)
        {
            var tokens = new PackedTokens([.. _ids], [.. _positions], [.. _starts]);
            _finished.Add(new TokenMicroBatch(tokens, [.. _rows], [.. _targets]));
        }

        _ids.Clear();
        _positions.Clear();
        _starts.Clear();
        _rows.Clear();
        _targets.Clear();
    }
}
