using Attune.Tensors;

namespace Attune.Models;

/// <summary>norm(word + token type + position), the input of BERT and its kin; widened where embeddings are narrower.</summary>
internal sealed class EncoderEmbeddings
{
    private readonly EncoderConfiguration _configuration;
    private readonly Parameter? _types, _positions;
    private readonly EncoderPositions? _numbering;
    private readonly LayerNorm _norm;

    /// <param name="source">Where the embeddings are named.</param>
    /// <param name="c">The model.</param>
    /// <param name="numbering">How tokens are numbered; null where positions have no embedding.</param>
    public EncoderEmbeddings(WeightSource source, EncoderConfiguration c, EncoderPositions? numbering)
    {
        _configuration = c;
        _numbering = numbering;
        Words = new EmbeddingLayer(source.At("word_embeddings"), c.VocabularySize, c.EmbeddingSize);
        if (numbering is not null)
            _positions = source.Declare("position_embeddings.weight", new Shape(c.MaxPositions, c.EmbeddingSize), WeightInitializer.Normal);
        if (c.TokenTypeCount > 0)
            _types = source.Declare("token_type_embeddings.weight", new Shape(c.TokenTypeCount, c.EmbeddingSize), WeightInitializer.Normal);
        _norm = new LayerNorm(source.At("LayerNorm"), c.EmbeddingSize, c.NormEpsilon);
    }

    public EmbeddingLayer Words { get; }

    public Tensor Forward(EncoderPass pass)
    {
        var x = Words.Forward(pass.Tokens.TokenIds); // [T, E]
        if (_types is not null)
            x = x.Add(_types.Value.Gather(TokenTypes.Of(pass.Tokens, _configuration)));
        if (_positions is not null)
            x = x.Add(_positions.Value.Gather(_numbering!.Of(pass, _configuration)));
        return pass.Drop(_norm.Forward(x), _configuration.Dropout.Hidden);
    }
}
