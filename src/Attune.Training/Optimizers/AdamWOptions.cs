namespace Attune.Training;

/// <summary>AdamW's settings (Loshchilov and Hutter, 2019), named and meant as in PyTorch.</summary>
public sealed record AdamWOptions
{
    /// <summary>The peak learning rate; the schedule multiplies it.</summary>
    /// <value>2e-4 by default.</value>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.999 by default.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay: each step multiplies weights by 1 - rate * decay.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <summary>Parameters that are treated differently; a parameter belongs to the first group whose pattern matches its name.</summary>
    /// <value>By default norms and biases, without weight decay.</value>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <summary>Checks every value.</summary>
    /// <exception cref="AttuneException">ATT4200: a value is out of range.</exception>
    public void Validate()
    {
        OptionCheck.Require(double.IsFinite(LearningRate) && LearningRate > 0, "learning rate", LearningRate, "above 0");
        OptionCheck.Require(Beta1 is >= 0 and < 1, "beta 1", Beta1, "in 0 to below 1");
        OptionCheck.Require(Beta2 is >= 0 and < 1, "beta 2", Beta2, "in 0 to below 1");
        OptionCheck.Require(double.IsFinite(Epsilon) && Epsilon >= 0, "epsilon", Epsilon, "0 or above");
        OptionCheck.Require(double.IsFinite(WeightDecay) && WeightDecay >= 0, "weight decay", WeightDecay, "0 or above");
        foreach (var group in Groups)
        {
            OptionCheck.Require(
                double.IsFinite(group.LearningRateFactor) && group.LearningRateFactor >= 0,
                "learning rate factor", group.LearningRateFactor, "0 or above");
        }
    }
}
