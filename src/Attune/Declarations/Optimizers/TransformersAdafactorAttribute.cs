using Attune.Training;

namespace Attune;

/// <summary>Trains by the transformers library's Adafactor. With relative steps the recipe's learning rate is not used. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TransformersAdafactorAttribute : Attribute, IOptimizerChoice
{
    /// <summary>Whether the step is min(1e-2, 1 / sqrt(t)) instead of the recipe's learning rate.</summary>
    /// <value>True by default.</value>
    public bool RelativeStep { get; set; } = true;

    /// <summary>Whether relative steps begin at 1e-6 * t.</summary>
    /// <value>False by default.</value>
    public bool WarmupInit { get; set; }

    /// <summary>Whether steps are relative to the root mean square of the weights.</summary>
    /// <value>True by default.</value>
    public bool ScaleParameter { get; set; } = true;

    /// <summary>Decay of the running mean of updates; 0 keeps none.</summary>
    /// <value>0 by default.</value>
    public double Beta1 { get; set; }

    /// <summary>The greatest root mean square of an update.</summary>
    /// <value>1 by default.</value>
    public double ClipThreshold { get; set; } = 1;

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new TransformersAdafactor
    {
        LearningRate = RelativeStep ? 1 : learningRate,
        WeightDecay = weightDecay,
        RelativeStep = RelativeStep,
        WarmupInit = WarmupInit,
        ScaleParameter = ScaleParameter,
        Beta1 = Beta1,
        ClipThreshold = ClipThreshold,
    };
}
