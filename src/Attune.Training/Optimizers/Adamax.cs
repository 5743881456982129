using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adamax as in PyTorch (Kingma and Ba, 2015, section 7.1): Adam with the greatest magnitude of gradients, which decays, in the
/// place of the second moment.
/// </summary>
public sealed record Adamax : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adamax";

    /// <inheritdoc/>
    /// <value>2e-3 by default.</value>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the greatest magnitude.</summary>
    /// <value>0.999 by default.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to each magnitude.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>L2 penalty: added to the gradient, times the weight.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R} {Epsilon:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireDecay("beta 2", Beta2);
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [new("exp_avg", shape), new("exp_inf", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        double beta1 = update.Momentum ?? Beta1;
        var rule = new Rule(update.LearningRate / (1 - PortablePower.Of(beta1, update.Step)), update.WeightDecay, beta1, Beta2, Epsilon);
        update.Parameter.Backend.UpdateElements(rule, update.Parameter, update.Gradient, update.State[0], update.State[1]);
    }

    private readonly struct Rule(double stepSize, double decay, double beta1, double beta2, double epsilon) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(T.Of(1 - beta1), gradient - first, first);
            second = T.Max(second * T.Of(beta2), T.Abs(gradient) + T.Of(epsilon));
            target -= T.Of(stepSize) * first / second;
        }
    }
}
