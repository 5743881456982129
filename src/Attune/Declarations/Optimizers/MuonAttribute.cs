using Attune.Training;

namespace Attune;

/// <summary>Trains matrices by Muon, and embeddings, heads, norms and biases by AdamW. See docs/optimizers.md.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MuonAttribute : Attribute, IOptimizerChoice
{
    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.95 by default.</value>
    public double Momentum { get; set; } = 0.95;

    /// <summary>Whether the step looks ahead by one more momentum.</summary>
    /// <value>True by default.</value>
    public bool Nesterov { get; set; } = true;

    /// <summary>Whether steps have the size of AdamW's, so that the recipe's learning rate fits both.</summary>
    /// <value>True by default.</value>
    public bool MatchAdamW { get; set; } = true;

    /// <summary>The learning rate of what AdamW trains; 0 for the recipe's.</summary>
    /// <value>0 by default.</value>
    public double OthersLearningRate { get; set; }

    /// <inheritdoc/>
    public IOptimizer Create(double learningRate, double weightDecay) => new Muon
    {
        LearningRate = learningRate,
        WeightDecay = weightDecay,
        Momentum = Momentum,
        Nesterov = Nesterov,
        MatchAdamW = MatchAdamW,
        Others = new AdamWOptions { LearningRate = OthersLearningRate > 0 ? OthersLearningRate : learningRate },
    };
}
