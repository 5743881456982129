using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Lion (Chen and others, 2023, "Symbolic discovery of optimization algorithms", algorithm 2): every weight moves by the rate in
/// the direction of the sign of a mean of momentum and gradient; a sign of 0 stays.
/// </summary>
public sealed record Lion : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "lion";

    /// <inheritdoc/>
    /// <value>1e-4 by default.</value>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>The share of the momentum in the direction.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the momentum.</summary>
    /// <value>0.99 by default.</value>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>Decoupled weight decay: each step multiplies weights by 1 - rate * decay.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireDecay("beta 2", Beta2);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [new("exp_avg", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update) => update.Parameter.Backend.UpdateElements(
        new Rule(update.LearningRate, 1 - (update.LearningRate * update.WeightDecay), update.Momentum ?? Beta1, Beta2),
        update.Parameter, update.Gradient, update.State[0]);

    private readonly struct Rule(double rate, double keep, double beta1, double beta2) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var direction = T.Sign((first * T.Of(beta1)) + (input * T.Of(1 - beta1)));
            target = (target * T.Of(keep)) - (T.Of(rate) * direction);
            first = T.MultiplyAdd(T.Of(1 - beta2), input, first * T.Of(beta2));
        }
    }
}
