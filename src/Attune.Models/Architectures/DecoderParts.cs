namespace Attune.Models;

/// <summary>What a decoder is made of. Parts are made in the order in which their weights are declared.</summary>
internal sealed record DecoderParts
{
    /// <summary>The rows of token ids.</summary>
    public required EmbeddingLayer Embedding { get; init; }

    /// <summary>The rows of positions, which are added, or null.</summary>
    public EmbeddingLayer? Positions { get; init; }

    /// <summary>What the rows of token ids are multiplied by.</summary>
    public double EmbeddingScale { get; init; } = 1;

    /// <summary>The layers.</summary>
    public required IReadOnlyList<IBlock> Blocks { get; init; }

    /// <summary>The last norm.</summary>
    public required INorm Norm { get; init; }

    /// <summary>The head.</summary>
    public required HeadLayer Head { get; init; }

    /// <summary>The blocks of all layers.</summary>
    public static IReadOnlyList<IBlock> Repeat(WeightSource layers, ModelConfiguration c, Func<WeightSource, int, IBlock> block) =>
        [.. Enumerable.Range(0, c.LayerCount).Select(layer => block(layers.At(layer), layer))];

    /// <summary>
    /// The parts under the names that most families share since Llama: <c>model.embed_tokens</c>, <c>model.layers.N</c>,
    /// <c>model.norm</c>, <c>lm_head</c>.
    /// </summary>
    /// <param name="c">The model.</param>
    /// <param name="source">Where weights come from.</param>
    /// <param name="block">Makes a layer.</param>
    /// <param name="normOffset">Added to the last norm's weight: 1 in Gemma.</param>
    /// <param name="embeddingScale">What embeddings are multiplied by.</param>
    public static DecoderParts LikeLlama(
        ModelConfiguration c, WeightSource source, Func<WeightSource, int, IBlock> block, double normOffset = 0, double embeddingScale = 1)
    {
        var model = source.At("model");
        var embedding = new EmbeddingLayer(model.At("embed_tokens"), c.VocabularySize, c.HiddenSize);
        return new DecoderParts
        {
            Embedding = embedding,
            EmbeddingScale = embeddingScale,
            Blocks = Repeat(model.At("layers"), c, block),
            Norm = new RmsNorm(model.At("norm"), c.HiddenSize, c.NormEpsilon, normOffset),
            Head = new HeadLayer(source.At("lm_head"), c, embedding),
        };
    }
}
