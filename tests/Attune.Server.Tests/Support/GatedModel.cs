using Attune.Models;
using Attune.Tensors;

namespace Attune.Server.Tests.Support;

/// <summary>A model whose steps wait until the test lets them through, or fail when it says so.</summary>
internal sealed class GatedModel(ICausalLanguageModel inner) : ICausalLanguageModel, IDisposable
{
    private readonly SemaphoreSlim _permits = new(0);
    private int _steps;

    /// <summary>Steps begun.</summary>
    public int Steps => Volatile.Read(ref _steps);

    public bool FailNext { get; set; }

    public ModelConfiguration Configuration => inner.Configuration;

    public Backend Backend => inner.Backend;

    public IReadOnlyList<Parameter> Parameters => inner.Parameters;

    public IEnumerable<LinearLayer> LinearLayers => inner.LinearLayers;

    public EmbeddingLayer Embedding => inner.Embedding;

    public LinearLayer? HeadLayer => inner.HeadLayer;

    public Tensor Head => inner.Head;

    public LogitTransform LogitTransform => inner.LogitTransform;

    public bool CanSharePrefixes => inner.CanSharePrefixes;

    public ForwardTrace? Trace { get; set; }

    public ulong? DropoutSeed { get; set; }

    public bool RecomputesLayers { get; set; }

    public void Allow(int steps) => _permits.Release(steps);

    public void Dispose() => _permits.Dispose();

    public Tensor Hidden(PackedTokens tokens) => inner.Hidden(tokens);

    public KeyValueCache CreateCache(int sequences, int maxLength) => inner.CreateCache(sequences, maxLength);

    public Tensor HiddenCached(ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache)
    {
        Interlocked.Increment(ref _steps);
        _permits.Wait();
        if (!FailNext)
            return inner.HiddenCached(tokenIds, sequence, position, cache);
        FailNext = false;
        throw new InvalidOperationException("asked to fail");
    }
}
