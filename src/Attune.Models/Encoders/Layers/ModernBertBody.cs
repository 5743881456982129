using Attune.Tensors;

namespace Attune.Models;

/// <summary>Embeddings, blocks and last norm of ModernBERT.</summary>
internal sealed class ModernBertBody : IEncoderBody
{
    private readonly EncoderConfiguration _configuration;
    private readonly LayerNorm _embeddingNorm, _finalNorm;
    private readonly ModernBertLayer[] _layers;

    public ModernBertBody(EncoderConfiguration c, WeightSource source)
    {
        _configuration = c;
        var options = c.ModernBert!;
        var embeddings = source.At("embeddings");
        Embedding = new EmbeddingLayer(embeddings.At("tok_embeddings"), c.VocabularySize, c.HiddenSize);
        _embeddingNorm = new LayerNorm(embeddings.At("norm"), c.HiddenSize, c.NormEpsilon, options.Biases.Norms);
        var (everywhere, nearby) = (Table(c, options.GlobalRotary), Table(c, options.LocalRotary));
        _layers = new ModernBertLayer[c.LayerCount];
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            var scope = options.SeesAll[layer]
                ? new AttentionScope(everywhere, AttentionWindow.Full)
                : new AttentionScope(nearby, AttentionWindow.Around(options.WindowReach));
            _layers[layer] = new ModernBertLayer(source.At("layers").At(layer), c, scope, isFirst: layer == 0);
        }

        _finalNorm = new LayerNorm(source.At("final_norm"), c.HiddenSize, c.NormEpsilon, options.Biases.Norms);
    }

    public EmbeddingLayer Embedding { get; }

    public IEnumerable<LinearLayer> LinearLayers => _layers.SelectMany(layer => layer.LinearLayers);

    public Tensor Hidden(EncoderPass pass)
    {
        CheckLengths(pass);
        var x = pass.Note(_embeddingNorm.Forward(Embedding.Forward(pass.Tokens.TokenIds))); // [T, C]
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            x = _layers[layer].Forward(x, pass);
            if (layer + 1 < _layers.Length)
                pass.Note(x);
        }

        return pass.Note(_finalNorm.Forward(x));
    }

    private static RotaryTable Table(EncoderConfiguration c, RotaryOptions rotary)
    {
        var context = new RotaryContext(rotary.Theta, c.HeadDimension, c.MaxPositions, 0);
        return new RotaryTable(
            c.HeadDimension, RotaryFrequencies.Compute(rotary, context), c.MaxPositions, rotary.Scaling?.AttentionFactor(context) ?? 1);
    }

    private void CheckLengths(EncoderPass pass)
    {
        for (var d = 0; d < pass.Documents.Count; d++)
        {
            var length = pass.Documents.End(d) - pass.Documents.Start(d);
            if (length > _configuration.MaxPositions)
                throw EncoderErrors.TooLong(d, length, _configuration.MaxPositions);
        }
    }
}

/// <summary>How far a layer looks, and how it turns positions.</summary>
/// <param name="Rotary">Angles by position.</param>
/// <param name="Window">Keys around a query.</param>
internal sealed record AttentionScope(RotaryTable Rotary, AttentionWindow Window);
