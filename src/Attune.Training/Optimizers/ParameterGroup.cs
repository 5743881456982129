using System.Text.RegularExpressions;

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

    /// <summary>The epoch, counted from 0, at whose first step its training begins; until then its gradients are dropped.</summary>
    /// <value>0 by default.</value>
    public int FirstEpoch { get; init; }

    /// <summary>Norm weights and biases, without weight decay: the names that transformers' trainer exempts.</summary>
    public static ParameterGroup NormsAndBiases { get; } =
        new(@"bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.)") { WeightDecay = 0 };

    /// <summary>Checks every value.</summary>
    /// <exception cref="AttuneException">ATT4200: a value is out of range, or the pattern is no regular expression.</exception>
    public void Validate()
    {
        OptionCheck.Require(double.IsFinite(LearningRateFactor) && LearningRateFactor >= 0, "learning rate factor", LearningRateFactor, "0 or above");
        OptionCheck.Require(WeightDecay is null or (>= 0 and < double.PositiveInfinity), "weight decay", WeightDecay ?? 0, "0 or above");
        OptionCheck.Require(FirstEpoch >= 0, "first epoch", FirstEpoch, "0 or above");
        try
        {
            _ = Regex.IsMatch("", NamePattern);
        }
        catch (ArgumentException exception)
        {
            throw new AttuneException(
                "ATT4200", $"The parameter group's pattern \"{NamePattern}\" is no regular expression: {exception.Message}",
                "Correct the pattern.", inner: exception);
        }
    }
}
