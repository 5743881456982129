using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adam as in PyTorch (Kingma and Ba, 2015, "Adam: a method for stochastic optimization"), with an L2 penalty, and the greatest
/// second moment so far in the place of the last where <see cref="AmsGrad"/> is set (Reddi and others, 2018).
/// </summary>
public sealed record Adam : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adam";

    /// <inheritdoc/>
    /// <value>1e-3 by default.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.999 by default.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the denominator never falls.</summary>
    /// <value>False by default.</value>
    public bool AmsGrad { get; init; }

    /// <summary>L2 penalty: added to the gradient, times the weight.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R} {Epsilon:R} {AmsGrad}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireDecay("beta 2", Beta2);
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => AmsGrad
        ? [new("exp_avg", shape), new("exp_avg_sq", shape), new("max_exp_avg_sq", shape)]
        : [new("exp_avg", shape), new("exp_avg_sq", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        double beta1 = update.Momentum ?? Beta1;
        double correction1 = 1 - PortablePower.Of(beta1, update.Step), correction2 = Math.Sqrt(1 - PortablePower.Of(Beta2, update.Step));
        var rule = new Rule(update.LearningRate / correction1, update.WeightDecay, beta1, Beta2, correction2, Epsilon, AmsGrad);
        update.Parameter.Backend.UpdateElements(
            rule, update.Parameter, update.Gradient, update.State[0], update.State[1], AmsGrad ? update.State[2] : null);
    }

    private readonly struct Rule(
        double stepSize, double decay, double beta1, double beta2, double correction, double epsilon, bool amsGrad) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(T.Of(1 - beta1), gradient - first, first);
            second = T.MultiplyAdd(gradient * T.Of(1 - beta2), gradient, second * T.Of(beta2));
            third = T.Max(third, second);
            var denominator = (T.Sqrt(amsGrad ? third : second) / T.Of(correction)) + T.Of(epsilon);
            target -= T.Of(stepSize) * first / denominator;
        }
    }
}
