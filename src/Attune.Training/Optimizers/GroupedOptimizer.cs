using Attune.Tensors;

namespace Attune.Training;

/// <summary>Another optimizer, with other groups of parameters.</summary>
/// <param name="Inner">The optimizer.</param>
/// <param name="Groups">The groups in the place of its own.</param>
public sealed record GroupedOptimizer(IOptimizer Inner, IReadOnlyList<ParameterGroup> Groups) : IOptimizer
{
    /// <inheritdoc/>
    public string Name => Inner.Name;

    /// <inheritdoc/>
    public double LearningRate => Inner.LearningRate;

    /// <inheritdoc/>
    public double WeightDecay => Inner.WeightDecay;

    /// <inheritdoc/>
    public bool Paged => Inner.Paged;

    /// <inheritdoc/>
    public string Settings => Inner.Settings;

    /// <inheritdoc/>
    public void Validate() => Inner.Validate();

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => Inner.StateOf(name, shape);

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update) => Inner.Update(update);
}
