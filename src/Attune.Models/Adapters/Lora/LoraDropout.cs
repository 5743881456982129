using Attune.Tensors;

namespace Attune.Models;

/// <summary>The dropout before one layer's update: on only while the model has a seed for it.</summary>
internal sealed class LoraDropout(IAdaptableModel model, string layer, double share)
{
    private readonly CounterRandom _random = new(0, layer); // layers of one pass must not share a mask

    public double Share => share;

    /// <summary>x without what is dropped in this pass; x itself where there is none.</summary>
    public Tensor Apply(Tensor x) =>
        share > 0 && model.DropoutSeed is { } seed ? x.Dropout((float)share, _random.Bits(seed)) : x;
}
