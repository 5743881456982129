using Attune.Training;

namespace Attune;

/// <summary>Trains by RMSprop; the recipe's weight decay is an L2 penalty. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RmsPropAttribute : Attribute, IOptimizerChoice
{
    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.99 by default.</value>
    public double Alpha { get; set; } = 0.99;

    /// <summary>Decay of the running sum of steps; 0 keeps none.</summary>
    /// <value>0 by default.</value>
    public double Momentum { get; set; }

    /// <summary>Whether the square of the running mean of gradients is taken off.</summary>
    /// <value>False by default.</value>
    public bool Centered { get; set; }

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; set; } = 1e-8;

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new RmsProp
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        Alpha = Alpha,
        Momentum = Momentum,
        Centered = Centered,
        Epsilon = Epsilon,
    };
}
