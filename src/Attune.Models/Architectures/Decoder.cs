using Attune.Tensors;

namespace Attune.Models;

/// <summary>A causal language model made of shared layers: embedding, blocks, a last norm, head. It does not know its family.</summary>
internal sealed class Decoder : ICausalLanguageModel
{
    private readonly Backend? _backend;
    private readonly DecoderParts _parts;
    private readonly List<Parameter> _parameters;

    public Decoder(ModelConfiguration configuration, WeightSource source, Backend? backend, DecoderParts parts)
    {
        Configuration = configuration;
        _backend = backend;
        _parts = parts;
        _parameters = [.. source.Declared.Select(weight => weight.Parameter)];
    }

    public ModelConfiguration Configuration { get; }

    public Backend Backend => _backend ?? throw new InvalidOperationException("The model was laid out without weights.");

    public IReadOnlyList<Parameter> Parameters => [.. _parameters, .. AdapterHosts.AttachedParameters(this)];

    public IEnumerable<LinearLayer> LinearLayers => _parts.Blocks.SelectMany(block => block.LinearLayers);

    public EmbeddingLayer Embedding => _parts.Embedding;

    public LinearLayer? HeadLayer => _parts.Head.Own;

    public Tensor Head => _parts.Head.Matrix();

    public LogitTransform LogitTransform => _parts.Head.Transform;

    // The loss of uneven routing counts every token of every text.
    public bool CanSharePrefixes => Configuration.Rotary.Scaling is not (DynamicScaling or LongRopeScaling)
        && Configuration.Mixture is not { TrainsBalance: true }
        && LinearLayers.All(layer => layer.Update is not { HasDropout: true });

    public ulong? DropoutSeed { get; set; }

    public ForwardTrace? Trace { get; set; }

    public bool RecomputesLayers { get; set; }

    // A dropout mask goes by the place of a row, and traces have all rows. An expert that no wanted row goes to would have no
    // gradient instead of zeros, and optimizers move on with zeros.
    private bool NeedsEveryRow => Trace is not null || Configuration.Mixture is not null
        || (DropoutSeed is not null && LinearLayers.Any(layer => layer.Update is { HasDropout: true }));

    public Tensor Hidden(PackedTokens tokens) => Hidden(tokens, RecomputesLayers, rows: null);

    public Tensor Hidden(PackedTokens tokens, int[] rows) => NeedsEveryRow
        ? Hidden(tokens).SelectRows(rows)
        : Hidden(tokens, RecomputesLayers, rows);

    private Tensor Hidden(PackedTokens tokens, bool recomputes, int[]? rows) => Forward(
        tokens.TokenIds, new PackedAttention(tokens) { Trace = Trace }, recomputes && Trace is null && tokens.Prefix is null, rows);

    public KeyValueCache CreateCache(int sequences, int maxLength) => new(Backend, Configuration, sequences, maxLength);

    public Tensor HiddenCached(
        ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache)
    {
        using (Gradients.Off())
            return Forward(tokenIds, new CachedAttention(cache, sequence, position) { Trace = Trace });
    }

    /// <param name="tokenIds">The tokens.</param>
    /// <param name="context">What they may look at.</param>
    /// <param name="recomputes">Whether layers are computed again in the backward pass.</param>
    /// <param name="rows">The rows whose results are wanted; null for all.</param>
    private Tensor Forward(ReadOnlySpan<int> tokenIds, AttentionContext context, bool recomputes = false, int[]? rows = null)
    {
        var x = Embedding.Forward(tokenIds); // [T, C]
        if (_parts.EmbeddingScale != 1)
            x = x.Scale(_parts.EmbeddingScale);
        if (_parts.Positions is { } positions)
            x = x.Add(positions.Forward(context.Positions));
        Trace?.Hidden.Add(x);
        for (var layer = 0; layer < _parts.Blocks.Count; layer++)
        {
            var block = _parts.Blocks[layer];
            var wanted = layer == _parts.Blocks.Count - 1 ? rows : null;
            x = recomputes && (x.RequiresGradient || IsTrained(block))
                ? x.Recomputed(input => block.Forward(input, context, wanted))
                : block.Forward(x, context, wanted);
            Trace?.Hidden.Add(x);
        }

        return _parts.Norm.Forward(x);
    }

    private static bool IsTrained(IBlock block) => block.LinearLayers.Any(
        layer => layer.Weight.Trainable || layer.Bias is { Trainable: true } || layer.Update is not null);
}
