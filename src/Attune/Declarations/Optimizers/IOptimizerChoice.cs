using Attune.Training;

namespace Attune;

/// <summary>An attribute that names the optimizer of a recipe; without one it is AdamW. Its settings are named arguments.</summary>
public interface IOptimizerChoice
{
    /// <summary>The optimizer with the recipe's rates.</summary>
    /// <param name="learningRate">The recipe's peak learning rate.</param>
    /// <param name="weightDecay">The recipe's weight decay.</param>
    IOptimizer Create(double learningRate, double weightDecay);
}
