using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// An optimizer with its settings. It holds no numbers of a run: what it keeps of each parameter is in tensors that the loop
/// owns, so that checkpoints hold them and the planner counts them without one.
/// </summary>
public interface IOptimizer
{
    /// <summary>The name it is found by, such as <c>adamw</c>.</summary>
    string Name { get; }

    /// <summary>The peak learning rate; the schedule multiplies it.</summary>
    double LearningRate { get; }

    /// <summary>The weight decay, 0 for none.</summary>
    double WeightDecay { get; }

    /// <summary>Parameters that are treated differently; a parameter belongs to the first group whose pattern matches its name.</summary>
    IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>Whether its state lies in a file, from which each block of numbers is read for the update and written back.</summary>
    /// <value>False by default. Bits do not depend on it, so it is no part of <see cref="Settings"/>.</value>
    bool Paged => false;

    /// <summary>Every setting that decides numbers, rates and groups aside, in an invariant form.</summary>
    string Settings { get; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="AttuneException">ATT4200: a value is out of range.</exception>
    void Validate();

    /// <summary>What is kept of a parameter from step to step; zeros before the first.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="shape">Its shape.</param>
    IReadOnlyList<OptimizerState> StateOf(string name, Shape shape);

    /// <summary>Takes one step with one parameter.</summary>
    /// <param name="update">The parameter, its gradient and state.</param>
    void Update(in ParameterUpdate update);
}

/// <summary>A tensor of state.</summary>
/// <param name="Name">What it is called in checkpoints, after the parameter's name: the names of PyTorch.</param>
/// <param name="Shape">Its shape.</param>
public readonly record struct OptimizerState(string Name, Shape Shape);

/// <summary>One parameter at one step.</summary>
public readonly record struct ParameterUpdate
{
    /// <summary>The parameter's name.</summary>
    public required string Name { get; init; }

    /// <summary>What is trained; changed in place.</summary>
    public required Tensor Parameter { get; init; }

    /// <summary>Its gradient. It is not used afterwards, so an optimizer may compute in it.</summary>
    public required Tensor Gradient { get; init; }

    /// <summary>The tensors of <see cref="IOptimizer.StateOf"/>, in their order; changed in place.</summary>
    public required IReadOnlyList<Tensor> State { get; init; }

    /// <summary>The steps taken with this parameter, this one included.</summary>
    public required int Step { get; init; }

    /// <summary>The learning rate of this step, the schedule's and the group's factor included.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The weight decay of the parameter's group.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Where the schedule changes the momentum too: what stands for the optimizer's own (momentum or beta 1).</summary>
    public double? Momentum { get; init; }
}
