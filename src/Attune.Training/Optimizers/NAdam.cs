using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adam with Nesterov's momentum as in PyTorch (Dozat, 2016, "Incorporating Nesterov momentum into Adam"), whose momentum grows
/// with the steps: mu(t) = beta1 * (1 - 0.96^(t * momentum decay) / 2).
/// </summary>
public sealed record NAdam : IOptimizer
{
    /// <summary>Taken from 1, a product below this leaves 1.</summary>
    private const double NoMore = 1e-17;

    /// <inheritdoc/>
    public string Name => "nadam";

    /// <inheritdoc/>
    /// <value>2e-3 by default.</value>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.999 by default.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>How fast the momentum comes near to beta 1.</summary>
    /// <value>0.004 by default.</value>
    public double MomentumDecay { get; init; } = 0.004;

    /// <summary>Whether weights are multiplied by 1 - rate * decay, as in AdamW, instead of an L2 penalty.</summary>
    /// <value>False by default.</value>
    public bool DecoupledWeightDecay { get; init; }

    /// <summary>Weight decay, of the kind that <see cref="DecoupledWeightDecay"/> says.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R} {Epsilon:R} {MomentumDecay:R} {DecoupledWeightDecay}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireDecay("beta 2", Beta2);
        OptionCheck.RequireEpsilon(Epsilon);
        OptionCheck.Require(double.IsFinite(MomentumDecay) && MomentumDecay >= 0, "momentum decay", MomentumDecay, "0 or above");
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [new("exp_avg", shape), new("exp_avg_sq", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        double beta1 = update.Momentum ?? Beta1;
        var (product, momentum, next) = MomentumAt(update.Step, beta1);
        double ofGradient = update.LearningRate * (1 - momentum) / (1 - product);
        double ofMean = update.LearningRate * next / (1 - (product * next));
        double keep = DecoupledWeightDecay ? 1 - (update.LearningRate * update.WeightDecay) : 1;
        var rule = new Rule(
            ofGradient, ofMean, keep, DecoupledWeightDecay ? 0 : update.WeightDecay, beta1, Beta2, 1 - PortablePower.Of(Beta2, update.Step), Epsilon);
        update.Parameter.Backend.UpdateElements(rule, update.Parameter, update.Gradient, update.State[0], update.State[1]);
    }

    /// <summary>The product of the momenta of all steps so far, the momentum of this step and that of the next. The product is counted anew each time, so that it is no state.</summary>
    private (double Product, double Momentum, double Next) MomentumAt(int step, double beta1)
    {
        double product = 1, decay = PortablePower.Of(0.96, MomentumDecay);
        for (int t = 1; t <= step && product > NoMore; t++)
            product *= MomentumOf(t);
        return (product, MomentumOf(step), MomentumOf(step + 1));

        double MomentumOf(int t) => beta1 * (1 - (0.5 * PortablePower.Of(decay, t)));
    }

    private readonly struct Rule(
        double ofGradient, double ofMean, double keep, double decay, double beta1, double beta2, double correction, double epsilon) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(T.Of(1 - beta1), gradient - first, first);
            second = T.MultiplyAdd(gradient * T.Of(1 - beta2), gradient, second * T.Of(beta2));
            var denominator = T.Sqrt(second / T.Of(correction)) + T.Of(epsilon);
            target *= T.Of(keep);
            target -= T.Of(ofGradient) * gradient / denominator;
            target -= T.Of(ofMean) * first / denominator;
        }
    }
}
