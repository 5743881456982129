using Attune.Training;

namespace Attune;

/// <summary>Trains by stochastic gradient descent; the recipe's weight decay is an L2 penalty. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SgdAttribute : Attribute, IOptimizerChoice
{
    /// <summary>Decay of the running sum of gradients; 0 keeps none.</summary>
    /// <value>0 by default.</value>
    public double Momentum { get; set; }

    /// <summary>How much of a new gradient the running sum leaves out.</summary>
    /// <value>0 by default.</value>
    public double Dampening { get; set; }

    /// <summary>Whether the step looks ahead by one more momentum.</summary>
    /// <value>False by default.</value>
    public bool Nesterov { get; set; }

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new Sgd
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        Momentum = Momentum,
        Dampening = Dampening,
        Nesterov = Nesterov,
    };
}
