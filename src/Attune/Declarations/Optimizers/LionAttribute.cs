using Attune.Training;

namespace Attune;

/// <summary>Trains by Lion, whose learning rates are three to ten times lower than AdamW's. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LionAttribute : Attribute, IOptimizerChoice
{
    /// <summary>The share of the momentum in the direction.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the momentum.</summary>
    /// <value>0.99 by default.</value>
    public double Beta2 { get; set; } = 0.99;

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new Lion { LearningRate = learningRate, WeightDecay = weightDecay, Beta1 = Beta1, Beta2 = Beta2 };
}
