using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Rectified Adam as in PyTorch (Liu and others, 2020, "On the variance of the adaptive learning rate and beyond"): the first
/// steps are those of the mean gradient alone, until the variance of the second moment is tractable.
/// </summary>
public sealed record RAdam : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "radam";

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

    /// <summary>Whether weights are multiplied by 1 - rate * decay, as in AdamW, instead of an L2 penalty.</summary>
    /// <value>False by default.</value>
    public bool DecoupledWeightDecay { get; init; }

    /// <summary>Weight decay, of the kind that <see cref="DecoupledWeightDecay"/> says.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R} {Epsilon:R} {DecoupledWeightDecay}");

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
    public void Update(in ParameterUpdate update)
    {
        double beta1 = update.Momentum ?? Beta1, decayed = PortablePower.Of(Beta2, update.Step), correction2 = 1 - decayed;
        double longest = (2 / (1 - Beta2)) - 1, length = longest - (2 * update.Step * decayed / correction2);
        bool isTractable = length > 5;
        double rectification = isTractable
            ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)) * Math.Sqrt(correction2)
            : 1;
        double stepSize = update.LearningRate / (1 - PortablePower.Of(beta1, update.Step)) * rectification;
        double keep = DecoupledWeightDecay ? 1 - (update.LearningRate * update.WeightDecay) : 1;
        var rule = new Rule(stepSize, keep, DecoupledWeightDecay ? 0 : update.WeightDecay, beta1, Beta2, Epsilon, isTractable);
        update.Parameter.Backend.UpdateElements(rule, update.Parameter, update.Gradient, update.State[0], update.State[1]);
    }

    private readonly struct Rule(
        double stepSize, double keep, double decay, double beta1, double beta2, double epsilon, bool isTractable) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(T.Of(1 - beta1), gradient - first, first);
            second = T.MultiplyAdd(gradient * T.Of(1 - beta2), gradient, second * T.Of(beta2));
            var step = T.Of(stepSize) * first;
            target *= T.Of(keep);
            target -= isTractable ? step / (T.Sqrt(second) + T.Of(epsilon)) : step;
        }
    }
}
