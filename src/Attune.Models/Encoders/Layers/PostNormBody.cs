using Attune.Tensors;

namespace Attune.Models;

/// <summary>Embeddings and blocks of BERT and its kin.</summary>
internal sealed class PostNormBody : IEncoderBody
{
    private readonly EncoderEmbeddings _embeddings;
    private readonly LinearLayer? _widening;
    private readonly PostNormLayer[] _layers;
    private readonly Func<EncoderPass, IEncoderAttention> _attention;

    /// <param name="c">The model.</param>
    /// <param name="source">Where weights come from.</param>
    /// <param name="names">How the family names them.</param>
    /// <param name="positions">How positions are numbered; null where embeddings have none.</param>
    /// <param name="attention">What the layers of a pass share; null for attention by contents alone.</param>
    public PostNormBody(
        EncoderConfiguration c, WeightSource source, EncoderLayerNames names, EncoderPositions? positions,
        Func<EncoderPass, IEncoderAttention>? attention = null)
    {
        _attention = attention ?? (pass => new ContentAttention(pass, c));
        _embeddings = new EncoderEmbeddings(source.At("embeddings"), c, positions);
        if (c.EmbeddingSize != c.HiddenSize)
            _widening = new LinearLayer(source.At("embeddings_project"), c.EmbeddingSize, c.HiddenSize, bias: true);
        _layers = new PostNormLayer[c.LayerCount];
        for (var layer = 0; layer < _layers.Length; layer++)
            _layers[layer] = new PostNormLayer(source.At(names.Layers).At(layer), c, names);
    }

    public EmbeddingLayer Embedding => _embeddings.Words;

    public IEnumerable<LinearLayer> LinearLayers =>
        (_widening is null ? [] : new[] { _widening }).Concat(_layers.SelectMany(layer => layer.LinearLayers));

    public Tensor Hidden(EncoderPass pass)
    {
        var x = _embeddings.Forward(pass); // [T, E]
        x = pass.Note(_widening is null ? x : _widening.Forward(x)); // [T, C]
        var attention = _attention(pass);
        foreach (var layer in _layers)
            x = pass.Note(layer.Forward(x, attention, pass));
        return x;
    }
}
