using Attune.Training;

namespace Attune;

/// <summary>Trains by AdamW, as without an optimizer's attribute, with settings of its own.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdamWAttribute : Attribute, IOptimizerChoice
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

    /// <summary>Keeps the moments in a file beside the checkpoints instead of in memory, with the same bits. See docs/optimizers.md.</summary>
    /// <value>False by default.</value>
    public bool Paged { get; set; }

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new AdamWOptions
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        Beta1 = Beta1,
        Beta2 = Beta2,
        Epsilon = Epsilon,
        Paged = Paged,
    };
}
