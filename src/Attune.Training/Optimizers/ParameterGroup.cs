namespace Attune.Training;

/// <summary>Parameters with settings of their own.</summary>
/// <param name="NamePattern">A regular expression found somewhere in the parameter's name, in any case.</param>
public sealed record ParameterGroup(string NamePattern)
{
    /// <summary>The weight decay, or null for the optimizer's.</summary>
    /// <value>Null by default.</value>
    public double? WeightDecay { get; init; }

    /// <summary>What the learning rate is multiplied by.</summary>
    /// <value>1 by default.</value>
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>Norm weights and biases, without weight decay: the names that transformers' trainer exempts.</summary>
    public static ParameterGroup NormsAndBiases { get; } =
        new(@"bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.)") { WeightDecay = 0 };
}
