using Attune.Training;

namespace Attune;

/// <summary>Trains by Adadelta, whose learning rate is usually 1; the recipe's weight decay is an L2 penalty. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdadeltaAttribute : Attribute, IOptimizerChoice
{
    /// <summary>Decay of both running means.</summary>
    /// <value>0.9 by default.</value>
    public double Rho { get; set; } = 0.9;

    /// <summary>Added to both means before the root.</summary>
    /// <value>1e-6 by default.</value>
    public double Epsilon { get; set; } = 1e-6;

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new Adadelta { LearningRate = learningRate, WeightDecay = weightDecay, Rho = Rho, Epsilon = Epsilon };
}
