using Attune.Models;

namespace Attune.Training;

/// <summary>
/// Multiplications and additions of the matrix products of one token. A product in x out costs 2 in out forward, as much
/// again for the gradient of its input if anything before it is trained, and as much again for that of its weight if that
/// is trained. With everything trained that is the well-known 6 N.
/// </summary>
internal sealed class FlopCount
{
    private bool _streamHasGradient;
    private bool _blockHasGradient;

    public FlopCount(ICausalLanguageModel model, double documentTokens, double supervisedShare)
    {
        var c = model.Configuration;
        _streamHasGradient = model.Embedding.Weight.Trainable || model.Embedding.Rows is not null || model.Parameters.Any(IsVirtual);
        foreach (var layer in model.LinearLayers)
        {
            bool exit = layer.Role != LinearRole.Input;
            if (layer.Role == LinearRole.AttentionOutput)
                AddAttention(c, documentTokens);
            AddLayer(layer, inputHasGradient: _streamHasGradient || (exit && _blockHasGradient));
            if (exit)
            {
                _streamHasGradient |= _blockHasGradient;
                _blockHasGradient = false;
            }
        }

        double head = 2.0 * c.HiddenSize * c.VocabularySize * supervisedShare;
        bool headTrained = (model.HeadLayer?.Weight ?? model.Embedding.Weight).Trainable;
        Add(head, _streamHasGradient, headTrained);
    }

    public double Forward { get; private set; }

    public double Backward { get; private set; }

    /// <summary>Virtual tokens stand before the first layer.</summary>
    private static bool IsVirtual(Parameter parameter) => parameter.Trainable && parameter.Name.StartsWith("prompt_", StringComparison.Ordinal);

    private void AddLayer(LinearLayer layer, bool inputHasGradient)
    {
        Add(2.0 * layer.Inputs * layer.Outputs * layer.TokenShare, inputHasGradient, layer.Weight.Trainable);
        _blockHasGradient |= layer.Weight.Trainable;
        foreach (var (inputs, outputs) in layer.AddedProducts)
        {
            Add(2.0 * inputs * outputs * layer.TokenShare, inputHasGradient, weightTrained: true);
            inputHasGradient = _blockHasGradient = true;
        }
    }

    /// <summary>Scores and their product with the values forward; backward these again, and the gradients of q, k and v.</summary>
    private void AddAttention(ModelConfiguration c, double documentTokens)
    {
        double keys = (documentTokens + 1) / 2, product = 2.0 * c.HeadCount * c.HeadDimension * keys;
        Forward += 2 * product;
        if (_streamHasGradient || _blockHasGradient)
            Backward += 5 * product;
    }

    private void Add(double forward, bool inputHasGradient, bool weightTrained)
    {
        Forward += forward;
        Backward += (inputHasGradient ? forward : 0) + (weightTrained ? forward : 0);
    }
}
