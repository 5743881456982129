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

    public Tensor Hidden(PackedTokens tokens) => Forward(tokens.TokenIds, new PackedAttention(tokens) { Trace = Trace });

    public KeyValueCache CreateCache(int sequences, int maxLength) => new(Backend, Configuration, sequences, maxLength);

    public Tensor HiddenCached(
        ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache)
    {
        using (Gradients.Off())
            return Forward(tokenIds, new CachedAttention(cache, sequence, position) { Trace = Trace });
    }

    private Tensor Forward(ReadOnlySpan<int> tokenIds, AttentionContext context)
    {
        var x = Embedding.Forward(tokenIds); // [T, C]
        if (_parts.EmbeddingScale != 1)
            x = x.Scale(_parts.EmbeddingScale);
        if (_parts.Positions is { } positions)
            x = x.Add(positions.Forward(context.Positions));
        Trace?.Hidden.Add(x);
        foreach (var block in _parts.Blocks)
        {
            x = block.Forward(x, context);
            Trace?.Hidden.Add(x);
        }

        return _parts.Norm.Forward(x);
    }
}
