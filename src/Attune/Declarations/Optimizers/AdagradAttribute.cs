using Attune.Training;

namespace Attune;

/// <summary>Trains by Adagrad; the recipe's weight decay is an L2 penalty. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdagradAttribute : Attribute, IOptimizerChoice
{
    /// <summary>How fast the rate falls with the steps.</summary>
    /// <value>0 by default.</value>
    public double RateDecay { get; set; }

    /// <summary>What the sum of squares begins with.</summary>
    /// <value>0 by default.</value>
    public double InitialSum { get; set; }

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-10 by default.</value>
    public double Epsilon { get; set; } = 1e-10;

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new Adagrad
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        RateDecay = RateDecay,
        InitialSum = InitialSum,
        Epsilon = Epsilon,
    };
}
