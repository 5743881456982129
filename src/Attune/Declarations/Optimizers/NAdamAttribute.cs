using Attune.Training;

namespace Attune;

/// <summary>Trains by Adam with Nesterov's momentum. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NAdamAttribute : Attribute, IOptimizerChoice
{
    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.999 by default.</value>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>How fast the momentum comes near to beta 1.</summary>
    /// <value>0.004 by default.</value>
    public double MomentumDecay { get; set; } = 0.004;

    /// <summary>Whether the recipe's weight decay multiplies weights, as in AdamW, instead of an L2 penalty.</summary>
    /// <value>False by default.</value>
    public bool DecoupledWeightDecay { get; set; }

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new NAdam
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        Beta1 = Beta1,
        Beta2 = Beta2,
        Epsilon = Epsilon,
        MomentumDecay = MomentumDecay,
        DecoupledWeightDecay = DecoupledWeightDecay,
    };
}
