using System.Globalization;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>AdamW's settings (Loshchilov and Hutter, 2019, "Decoupled weight decay regularization"), named and meant as in PyTorch.</summary>
public sealed record AdamWOptions : IPageableOptimizer
{
    /// <inheritdoc/>
    public string Name => "adamw";

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

    /// <inheritdoc cref="IOptimizer.Paged"/>
    public bool Paged { get; init; }

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R} {Epsilon:R}");

    /// <inheritdoc/>
    public IOptimizer InPages() => this with { Paged = true };

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireDecay("beta 2", Beta2);
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [new("exp_avg", shape), new("exp_avg_sq", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update) => update.Parameter.Backend.AdamWUpdate(
        update.Parameter, update.Gradient, update.State[0], update.State[1], update.Step,
        update.LearningRate, update.Momentum ?? Beta1, Beta2, Epsilon, update.WeightDecay);
}
