using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adadelta as in PyTorch (Zeiler, 2012, "ADADELTA: an adaptive learning rate method"): steps in the ratio of the running means
/// of squared steps and squared gradients.
/// </summary>
public sealed record Adadelta : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adadelta";

    /// <inheritdoc/>
    /// <value>1 by default.</value>
    public double LearningRate { get; init; } = 1;

    /// <summary>Decay of both running means.</summary>
    /// <value>0.9 by default.</value>
    public double Rho { get; init; } = 0.9;

    /// <summary>Added to both means before the root.</summary>
    /// <value>1e-6 by default.</value>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>L2 penalty: added to the gradient, times the weight.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Rho:R} {Epsilon:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("rho", Rho);
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [new("square_avg", shape), new("acc_delta", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update) => update.Parameter.Backend.UpdateElements(
        new Rule(update.LearningRate, update.WeightDecay, Rho, Epsilon), update.Parameter, update.Gradient, update.State[0], update.State[1]);

    private readonly struct Rule(double rate, double decay, double rho, double epsilon) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(gradient * T.Of(1 - rho), gradient, first * T.Of(rho));
            var step = T.Sqrt(second + T.Of(epsilon)) / T.Sqrt(first + T.Of(epsilon)) * gradient;
            second = T.MultiplyAdd(step * T.Of(1 - rho), step, second * T.Of(rho));
            target = T.MultiplyAdd(T.Of(-rate), step, target);
        }
    }
}
