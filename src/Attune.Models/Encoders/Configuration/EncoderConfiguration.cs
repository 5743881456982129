using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// What <c>config.json</c> says of an encoder: enough to build it and to count its parameters without weights.
/// Reading and writing is <see cref="EncoderConfigurationFile"/>. The names of keys are BERT's; families spell some differently.
/// </summary>
public sealed record EncoderConfiguration
{
    /// <summary>The class name in <c>architectures</c>, such as <c>BertForSequenceClassification</c>: family and head.</summary>
    public required string Architecture { get; init; }

    /// <summary>What its head is for, by <see cref="Architecture"/>.</summary>
    /// <exception cref="AttuneException">ATT4104: no encoder that is known.</exception>
    public EncoderTask Task => EncoderFamilies.Get(Architecture).Task;

    /// <summary>Rows of the embedding: token ids are below it (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of the hidden states, C (<c>hidden_size</c>).</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width inside of the feed-forward block (<c>intermediate_size</c>).</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>How many blocks (<c>num_hidden_layers</c>).</summary>
    public required int LayerCount { get; init; }

    /// <summary>Heads of attention, H, a divisor of <see cref="HiddenSize"/> (<c>num_attention_heads</c>).</summary>
    public required int HeadCount { get; init; }

    /// <summary>Rows of the position embedding, or the longest text of rotary ones, in tokens (<c>max_position_embeddings</c>).</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Width of the embeddings (<c>embedding_size</c> of ELECTRA); elsewhere <see cref="HiddenSize"/>.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Token types, the segments of BERT (<c>type_vocab_size</c>); 0 where the family has none.</summary>
    /// <value>Default 0.</value>
    public int TokenTypeCount { get; init; }

    /// <summary>Added to the variance in layer norms (<c>layer_norm_eps</c>).</summary>
    /// <value>Default 1e-12.</value>
    public double NormEpsilon { get; init; } = 1e-12;

    /// <summary>The function inside of the feed-forward block (<c>hidden_act</c>).</summary>
    /// <value>Default <see cref="Activation.Gelu"/>.</value>
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>Standard deviation of fresh weights (<c>initializer_range</c>).</summary>
    /// <value>Default 0.02.</value>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Shares that dropout sets to zero in training.</summary>
    /// <value>Default none.</value>
    public EncoderDropout Dropout { get; init; } = new();

    /// <summary>The labels of a classifier.</summary>
    /// <value>Default two labels, one of which is right.</value>
    public LabelOptions Labels { get; init; } = new();

    /// <summary>The padding token (<c>pad_token_id</c>), if any. Nothing here pads, but RoBERTa counts positions from behind it.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>Whether the model without a head has a pooler. Files do not say: it is found in the weights.</summary>
    /// <value>Default true; without meaning in families that have none.</value>
    public bool HasPooler { get; init; } = true;

    /// <summary>What only ModernBERT has, or null.</summary>
    public ModernBertOptions? ModernBert { get; init; }

    /// <summary>What only DeBERTa has, or null.</summary>
    public DebertaOptions? Deberta { get; init; }

    /// <summary>Buckets of relative distances (<c>relative_attention_num_buckets</c> of MPNet); 0 elsewhere.</summary>
    /// <value>Default 0.</value>
    public int RelativeBuckets { get; init; }

    /// <summary>How the weights are stored (<c>dtype</c>, formerly <c>torch_dtype</c>).</summary>
    /// <value>Default <see cref="StorageType.Float32"/>.</value>
    public StorageType StorageType { get; init; } = StorageType.Float32;

    /// <summary>Width of a head, D.</summary>
    public int HeadDimension => HiddenSize / HeadCount;
}
