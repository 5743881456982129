namespace Attune.Models;

/// <summary>
/// What <c>config.json</c> says of a model: enough to build it, count its parameters and plan its training without weights.
/// Here are the facts that all families share; what only some have stands in options of its own concern. Reading and writing
/// is <see cref="ModelConfigurationFile"/>.
/// </summary>
public sealed record ModelConfiguration
{
    /// <summary>The class name in <c>architectures</c>, such as <c>LlamaForCausalLM</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Rows of the embedding: token ids are below it (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of the residual stream, C (<c>hidden_size</c>).</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width inside the feed-forward block (<c>intermediate_size</c>).</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>How many blocks (<c>num_hidden_layers</c>).</summary>
    public required int LayerCount { get; init; }

    /// <summary>Query heads, H (<c>num_attention_heads</c>).</summary>
    public required int HeadCount { get; init; }

    /// <summary>Key and value heads, which <see cref="HeadCount"/> is a multiple of (<c>num_key_value_heads</c>).</summary>
    public required int KeyValueHeadCount { get; init; }

    /// <summary>Width of a head, D (<c>head_dim</c>); <see cref="HiddenSize"/> / <see cref="HeadCount"/> where the file does not say.</summary>
    public required int HeadDimension { get; init; }

    /// <summary>The longest sequence, in tokens (<c>max_position_embeddings</c>).</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Added to the mean square or the variance in norms (<c>rms_norm_eps</c>, <c>layer_norm_eps</c>).</summary>
    /// <value>Default 1e-6.</value>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>Standard deviation of fresh weights (<c>initializer_range</c>).</summary>
    /// <value>Default 0.02.</value>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Whether the head is the embedding matrix (<c>tie_word_embeddings</c>).</summary>
    /// <value>Default false.</value>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Attention.</summary>
    /// <value>Default: as in Llama.</value>
    public AttentionOptions Attention { get; init; } = new();

    /// <summary>The feed-forward blocks.</summary>
    /// <value>Default: as in Llama.</value>
    public MlpOptions Mlp { get; init; } = new();

    /// <summary>The mixture of experts, for layers that are <see cref="LayerOptions.IsSparse"/>.</summary>
    /// <value>Default null: there is none.</value>
    public MixtureOptions? Mixture { get; init; }

    /// <summary>The residual stream.</summary>
    /// <value>Default: nothing is scaled.</value>
    public ResidualOptions Residual { get; init; } = new();

    /// <summary>What happens behind the head.</summary>
    /// <value>Default: nothing.</value>
    public LogitOptions Logits { get; init; } = new();

    /// <summary>The rotary embedding, for families that have one.</summary>
    /// <value>Default: theta 10000, no scaling.</value>
    public RotaryOptions Rotary { get; init; } = new();

    /// <summary>Another rotary embedding for layers that are <see cref="LayerOptions.IsLocal"/> (Gemma 3).</summary>
    /// <value>Default null: the same.</value>
    public RotaryOptions? LocalRotary { get; init; }

    /// <summary>What is special to each layer: one entry a layer, or none where nothing is.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<LayerOptions> Layers { get; init; } = [];

    /// <summary>The token a text begins with (<c>bos_token_id</c>), if any.</summary>
    public int? BeginTokenId { get; init; }

    /// <summary>The tokens that end a text (<c>eos_token_id</c>: one id or a list).</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<int> EndTokenIds { get; init; } = [];

    /// <summary>The padding token (<c>pad_token_id</c>), if any. Nothing here pads.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>How the weights are stored (<c>dtype</c>, formerly <c>torch_dtype</c>).</summary>
    /// <value>Default <see cref="StorageType.Float32"/>.</value>
    public StorageType StorageType { get; init; } = StorageType.Float32;

    /// <summary>What is special to a layer.</summary>
    internal LayerOptions Layer(int layer) => Layers.Count == 0 ? LayerOptions.Default : Layers[layer];
}
