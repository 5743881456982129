namespace Attune;

/// <summary>Settings of their own for parameters with some names; a parameter belongs to the first group whose pattern matches it. Norms and biases have no weight decay unless a group says otherwise.</summary>
/// <param name="pattern">A regular expression found somewhere in the parameter's name, in any case.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ParameterGroupAttribute(string pattern) : Attribute
{
    /// <summary>The pattern.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>What the recipe's learning rate is multiplied by.</summary>
    /// <value>1 by default.</value>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>The weight decay; NaN for the recipe's.</summary>
    /// <value>NaN by default.</value>
    public double WeightDecay { get; set; } = double.NaN;

    /// <summary>The epoch, counted from 0, from which on they are trained.</summary>
    /// <value>0 by default.</value>
    public int FirstEpoch { get; set; }
}

/// <summary>
/// Lower learning rates for layers nearer to the input, and optionally gradual unfreezing, one layer an epoch from the last on
/// (Howard and Ruder, 2018, "Universal language model fine-tuning for text classification").
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LayerwiseRatesAttribute : Attribute
{
    /// <summary>How much lower the rate of the layer before is.</summary>
    /// <value>2.6 by default, as in the paper.</value>
    public double Ratio { get; set; } = 2.6;

    /// <summary>Whether each epoch unfreezes one more layer.</summary>
    /// <value>False by default.</value>
    public bool Unfreezing { get; set; }
}
