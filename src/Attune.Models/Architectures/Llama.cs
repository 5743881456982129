using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Llama (Touvron and others, 2023; grouped-query heads from Llama 2, scaled rotary embedding from Llama 3.1): pre-norm
/// blocks of attention and gated feed-forward, RMSNorm, rotary positions.
/// </summary>
internal sealed class Llama : ICausalLanguageModel
{
    private readonly Backend? _backend;
    private readonly HeadLayer _head;
    private readonly Block[] _blocks;
    private readonly RmsNorm _norm;
    private readonly RotaryTable? _rotary;
    private readonly List<Parameter> _parameters;

    private Llama(ModelConfiguration c, WeightSource source, Backend? backend)
    {
        Configuration = c;
        _backend = backend;
        var model = source.At("model");
        Embedding = new EmbeddingLayer(model.At("embed_tokens"), c.VocabularySize, c.HiddenSize);
        _blocks = new Block[c.LayerCount];
        for (var layer = 0; layer < _blocks.Length; layer++)
            _blocks[layer] = new Block(model.At("layers").At(layer), c, layer);
        _norm = new RmsNorm(model.At("norm"), c.HiddenSize, c.RmsNormEpsilon);
        _head = new HeadLayer(source, c, Embedding);
        _parameters = [.. source.Declared.Select(weight => weight.Parameter)];
        if (backend is not null)
            _rotary = new RotaryTable(c.HeadDimension, RotaryFrequencies.Compute(c.Rotary, c.HeadDimension), c.MaxPositions);
    }

    public static Architecture Architecture { get; } = new(
        "llama",
        (configuration, source, backend) => new Llama(configuration, source, backend),
        (configuration, name) => name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal)
            || (configuration.TieWordEmbeddings && name == "lm_head.weight"));

    public ModelConfiguration Configuration { get; }

    public Backend Backend => _backend ?? throw new InvalidOperationException("The model was laid out without weights.");

    public IReadOnlyList<Parameter> Parameters => [.. _parameters, .. LoraLayout.AttachedParameters(this)];

    public IEnumerable<LinearLayer> LinearLayers => _blocks.SelectMany(block => block.LinearLayers);

    public EmbeddingLayer Embedding { get; }

    public LinearLayer? HeadLayer => _head.Own;

    public Tensor Head => _head.Matrix();

    public ulong? DropoutSeed { get; set; }

    public Tensor Hidden(PackedTokens tokens) => Forward(tokens.TokenIds, new PackedAttention(tokens));

    public KeyValueCache CreateCache(int sequences, int maxLength) => new(Backend, Configuration, sequences, maxLength);

    public Tensor HiddenCached(
        ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache)
    {
        using (Gradients.Off())
            return Forward(tokenIds, new CachedAttention(cache, sequence, position));
    }

    private Tensor Forward(ReadOnlySpan<int> tokenIds, AttentionContext context)
    {
        var x = Embedding.Forward(tokenIds); // [T, C]
        foreach (var block in _blocks)
            x = block.Forward(x, _rotary!, context);
        return _norm.Forward(x);
    }

    /// <summary>x + attention(norm(x)), then the same with the feed-forward block.</summary>
    private sealed class Block(WeightSource source, ModelConfiguration c, int layer)
    {
        private readonly RmsNorm _attentionNorm = new(source.At("input_layernorm"), c.HiddenSize, c.RmsNormEpsilon);
        private readonly AttentionLayer _attention = new(source.At("self_attn"), c, layer);
        private readonly RmsNorm _mlpNorm = new(source.At("post_attention_layernorm"), c.HiddenSize, c.RmsNormEpsilon);
        private readonly SwiGluMlp _mlp = new(source.At("mlp"), c);

        public LinearLayer[] LinearLayers =>
            [_attention.Query, _attention.Key, _attention.Value, _attention.Output, _mlp.Gate, _mlp.Up, _mlp.Down];

        public Tensor Forward(Tensor x, RotaryTable rotary, AttentionContext context)
        {
            x = x.Add(_attention.Forward(_attentionNorm.Forward(x), rotary, context));
            return x.Add(_mlp.Forward(_mlpNorm.Forward(x)));
        }
    }
}
