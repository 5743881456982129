namespace Attune.Models;

/// <summary>One sequence on its way through a <see cref="GenerationEngine"/>.</summary>
public sealed class GenerationSequence
{
    private readonly int[] _prompt;
    private readonly List<int> _generated = [];
    private readonly HashSet<int> _seen;
    private readonly Dictionary<int, int> _counts = [];
    private readonly HashSet<int> _stopTokens;
    private readonly Sampler _sampler;
    private readonly int _longest;

    internal GenerationSequence(int[] prompt, GenerationOptions options, IReadOnlyList<int> endTokens, int longest)
    {
        _prompt = prompt;
        Options = options;
        _longest = longest;
        _seen = options.RepetitionPenalty == 1 ? [] : [.. prompt];
        _stopTokens = [.. options.StopTokens ?? endTokens];
        _sampler = new Sampler(options, options.Seed);
    }

    /// <summary>Called with each new token, the stop token included, on the thread that steps the engine.</summary>
    public Action<int>? OnToken { get; init; }

    /// <summary>The options.</summary>
    public GenerationOptions Options { get; }

    /// <summary>The new tokens so far.</summary>
    public IReadOnlyList<int> TokenIds => _generated;

    /// <summary>Why it ended; null while it has not.</summary>
    public FinishReason? Reason { get; private set; }

    /// <summary>Its place in the cache, -1 while it waits.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>
    /// The length up to which angles of the rotary embedding are others than beyond it (LongRoPE), or null. A sequence that grows
    /// beyond it is computed again from its start.
    /// </summary>
    internal int? RestartsBeyond { get; init; }

    /// <summary>Tokens that the model has not seen yet: the prompt at first, then the newest one.</summary>
    internal ReadOnlySpan<int> Pending =>
        _generated.Count == 0 ? _prompt
        : Restarts ? (int[])[.. _prompt, .. _generated]
        : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_generated)[^1..];

    /// <summary>The place of the first pending token.</summary>
    internal int PendingPosition => _generated.Count == 0 || Restarts ? 0 : _prompt.Length + _generated.Count - 1;

    private bool Restarts => RestartsBeyond is { } length && _prompt.Length <= length && _prompt.Length + _generated.Count == length + 1;

    /// <summary>Ends the sequence at the next step.</summary>
    /// <param name="reason">Why.</param>
    public void Stop(FinishReason reason) => Reason ??= reason;

    internal void Advance(ReadOnlySpan<float> logits, SamplingBuffers buffers)
    {
        var token = _sampler.Next(logits, _seen, _counts, _generated.Count, buffers);
        _generated.Add(token);
        if (Options.RepetitionPenalty != 1)
            _seen.Add(token);
        if (Options.CountsTokens)
            _counts[token] = _counts.GetValueOrDefault(token) + 1;
        if (_stopTokens.Contains(token))
            Reason = FinishReason.StopToken;
        OnToken?.Invoke(token); // may stop it for a stop string
        if (_generated.Count >= Options.MaxNewTokens)
            Stop(FinishReason.MaxNewTokens);
        else if (_prompt.Length + _generated.Count > _longest)
            Stop(FinishReason.ContextLength);
    }

    internal bool IsStopToken(int token) => _stopTokens.Contains(token);
}
