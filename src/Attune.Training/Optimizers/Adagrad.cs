using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adagrad as in PyTorch (Duchi, Hazan and Singer, 2011, "Adaptive subgradient methods"): the gradient divided by the root of
/// the sum of all its squares, with a rate that may fall as rate / (1 + (t - 1) * decay).
/// </summary>
public sealed record Adagrad : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adagrad";

    /// <inheritdoc/>
    /// <value>0.01 by default.</value>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How fast the rate falls with the steps.</summary>
    /// <value>0 by default.</value>
    public double RateDecay { get; init; }

    /// <summary>What the sum of squares begins with.</summary>
    /// <value>0 by default.</value>
    public double InitialSum { get; init; }

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-10 by default.</value>
    public double Epsilon { get; init; } = 1e-10;

    /// <summary>L2 penalty: added to the gradient, times the weight.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{RateDecay:R} {InitialSum:R} {Epsilon:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.Require(double.IsFinite(RateDecay) && RateDecay >= 0, "decay of the rate", RateDecay, "0 or above");
        OptionCheck.Require(double.IsFinite(InitialSum) && InitialSum >= 0, "initial sum", InitialSum, "0 or above");
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [new("sum", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        double rate = update.LearningRate / (1 + ((update.Step - 1) * RateDecay));
        var rule = new Rule(rate, update.WeightDecay, update.Step == 1 ? InitialSum : 0, Epsilon);
        update.Parameter.Backend.UpdateElements(rule, update.Parameter, update.Gradient, update.State[0]);
    }

    private readonly struct Rule(double rate, double decay, double begin, double epsilon) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(gradient, gradient, first + T.Of(begin));
            target -= T.Of(rate) * gradient / (T.Sqrt(first) + T.Of(epsilon));
        }
    }
}
