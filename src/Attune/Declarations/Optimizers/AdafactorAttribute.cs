using Attune.Training;

namespace Attune;

/// <summary>Trains by PyTorch's Adafactor, which keeps little of matrices; steps are relative to the size of the weights. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdafactorAttribute : Attribute, IOptimizerChoice
{
    /// <summary>The running mean's share of a new gradient at step t is t^-exponent.</summary>
    /// <value>0.8 by default.</value>
    public double DecayExponent { get; set; } = 0.8;

    /// <summary>The greatest root mean square of an update.</summary>
    /// <value>1 by default.</value>
    public double ClipThreshold { get; set; } = 1;

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new Adafactor
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        DecayExponent = DecayExponent,
        ClipThreshold = ClipThreshold,
    };
}
