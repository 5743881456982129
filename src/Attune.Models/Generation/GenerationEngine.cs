using System.Runtime.InteropServices;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Decodes several sequences together: each step computes the prompts of those that enter and one more token of those that
/// run; who finishes leaves, who waits enters. A sequence's tokens do not depend on its company. It knows tokens only, no
/// text. One thread at a time.
/// </summary>
public sealed class GenerationEngine
{
    /// <summary>A step takes no further prompt once it has this many tokens: memory stays bounded and running sequences go on.</summary>
    private const int TokensPerStep = 1024;

    private readonly ICausalLanguageModel _model;
    private readonly KeyValueCache _cache;
    private readonly Queue<GenerationSequence> _waiting = new();
    private readonly List<GenerationSequence> _running = [];
    private readonly Stack<int> _freeSlots = new();
    private readonly List<int> _tokens = [], _sequences = [], _positions = [], _lastRows = [];
    private readonly SamplingBuffers _buffers;

    /// <summary>Makes an engine with its key-value cache.</summary>
    /// <param name="model">The model; its weights must not change meanwhile.</param>
    /// <param name="concurrentSequences">How many sequences share a step.</param>
    /// <param name="maxLength">The longest sequence, prompt and answer, in tokens; at most the model's own longest.</param>
    public GenerationEngine(ICausalLanguageModel model, int concurrentSequences, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        MaxLength = Math.Min(maxLength, model.Configuration.MaxPositions);
        _cache = model.CreateCache(concurrentSequences, MaxLength);
        _buffers = new SamplingBuffers(model.Configuration.VocabularySize);
        for (var slot = concurrentSequences - 1; slot >= 0; slot--)
            _freeSlots.Push(slot);
    }

    /// <summary>The longest sequence, in tokens.</summary>
    public int MaxLength { get; }

    /// <summary>How many sequences run or wait.</summary>
    public int Count => _running.Count + _waiting.Count;

    /// <summary>Queues a prompt.</summary>
    /// <param name="prompt">Its tokens, at least one.</param>
    /// <param name="options">How to go on.</param>
    /// <param name="onToken">Called with each new token, the stop token included.</param>
    /// <exception cref="AttuneException">
    /// ATT4160: the prompt is longer than the context. ATT4161: an option is out of its range. ATT4182: there is no such adapter.
    /// </exception>
    public GenerationSequence Submit(int[] prompt, GenerationOptions options, Action<int>? onToken = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(options);
        if (prompt.Length == 0)
            throw new ArgumentException("A prompt has at least one token.", nameof(prompt));
        options.Check();
        AdapterSet.Require(_model, options.Adapter);
        if (prompt.Length > MaxLength)
        {
            throw new AttuneException(
                "ATT4160", $"The prompt has {prompt.Length} tokens, the context is {MaxLength}.", "Shorten the prompt, or use a model with a longer context.");
        }

        var sequence = new GenerationSequence(prompt, options, _model.Configuration.EndTokenIds, MaxLength)
        {
            OnToken = onToken,
            RestartsBeyond = _model.Configuration.Rotary.Scaling is LongRopeScaling { OriginalMaxPositions: var original } ? original : null,
        };
        _waiting.Enqueue(sequence);
        return sequence;
    }

    /// <summary>Computes one token of every running sequence.</summary>
    /// <returns>False when nothing runs or waits.</returns>
    public bool Step()
    {
        Leave();
        _tokens.Clear();
        _sequences.Clear();
        _positions.Clear();
        _lastRows.Clear();
        foreach (var sequence in _running)
            Collect(sequence);
        Enter();
        if (_running.Count == 0)
            return false;

        using var gradients = Gradients.Off();
        using var scope = _model.Backend.BeginScope();
        var hidden = _model.HiddenCached(
            CollectionsMarshal.AsSpan(_tokens), CollectionsMarshal.AsSpan(_sequences), CollectionsMarshal.AsSpan(_positions), _cache);
        var logits = _model.Logits(hidden.SelectRows(CollectionsMarshal.AsSpan(_lastRows))); // [n, C] -> [n, V]
        var numbers = logits.DType == DType.Float32 ? logits.AsReadOnlySpan() : logits.ToArray();
        var width = _model.Configuration.VocabularySize;
        for (var i = 0; i < _running.Count; i++)
            _running[i].Advance(numbers.Slice(i * width, width), _buffers);
        return true;
    }

    private void Leave()
    {
        foreach (var sequence in _running)
        {
            if (sequence.Reason is not null)
                _freeSlots.Push(sequence.Slot);
        }

        _running.RemoveAll(sequence => sequence.Reason is not null);
    }

    private void Enter()
    {
        while (_waiting.Count > 0 && _freeSlots.Count > 0 && (_tokens.Count == 0 || _tokens.Count < TokensPerStep))
        {
            var sequence = _waiting.Dequeue();
            if (sequence.Reason is not null)
                continue;
            sequence.Slot = _freeSlots.Pop();
            (_model as AdapterSet)?.Use(sequence.Slot, sequence.Options.Adapter);
            _running.Add(sequence);
            Collect(sequence);
        }
    }

    private void Collect(GenerationSequence sequence)
    {
        var pending = sequence.Pending;
        for (var i = 0; i < pending.Length; i++)
        {
            _tokens.Add(pending[i]);
            _sequences.Add(sequence.Slot);
            _positions.Add(sequence.PendingPosition + i);
        }

        _lastRows.Add(_tokens.Count - 1);
    }
}
