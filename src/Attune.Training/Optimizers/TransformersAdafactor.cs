using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adafactor as the transformers library has it (Shazeer and Stern, 2018): with relative steps of min(1e-2, 1 / sqrt(t)), which
/// <see cref="LearningRate"/> and the schedule multiply, or with steps of the learning rate itself; optionally with momentum.
/// </summary>
public sealed record TransformersAdafactor : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "transformers_adafactor";

    /// <summary>What relative steps are multiplied by, or the learning rate itself without them; the schedule multiplies it.</summary>
    /// <value>1 by default.</value>
    public double LearningRate { get; init; } = 1;

    /// <summary>Whether the step is min(1e-2, 1 / sqrt(t)) instead of 1.</summary>
    /// <value>True by default.</value>
    public bool RelativeStep { get; init; } = true;

    /// <summary>Whether relative steps begin at 1e-6 * t.</summary>
    /// <value>False by default.</value>
    public bool WarmupInit { get; init; }

    /// <summary>Whether steps are relative to the root mean square of the weights.</summary>
    /// <value>True by default.</value>
    public bool ScaleParameter { get; init; } = true;

    /// <summary>Decay of the running mean of updates; 0 keeps none.</summary>
    /// <value>0 by default.</value>
    public double Beta1 { get; init; }

    /// <summary>The running mean's share of a new gradient at step t is t^-exponent.</summary>
    /// <value>0.8 by default.</value>
    public double DecayExponent { get; init; } = 0.8;

    /// <summary>Added to squared gradients.</summary>
    /// <value>1e-30 by default.</value>
    public double Epsilon { get; init; } = 1e-30;

    /// <summary>The least size of weights that steps are relative to.</summary>
    /// <value>1e-3 by default.</value>
    public double ScaleEpsilon { get; init; } = 1e-3;

    /// <summary>The greatest root mean square of an update.</summary>
    /// <value>1 by default.</value>
    public double ClipThreshold { get; init; } = 1;

    /// <summary>Decoupled weight decay: each step multiplies weights by 1 - step * decay.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{RelativeStep} {WarmupInit} {ScaleParameter} {Beta1:R} {DecayExponent:R} {Epsilon:R} {ScaleEpsilon:R} {ClipThreshold:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireEpsilon(Epsilon);
        OptionCheck.Require(DecayExponent is >= 0 and <= 1, "decay exponent", DecayExponent, "in 0 to 1");
        OptionCheck.Require(double.IsFinite(ScaleEpsilon) && ScaleEpsilon >= 0, "scale epsilon", ScaleEpsilon, "0 or above");
        OptionCheck.Require(double.IsFinite(ClipThreshold) && ClipThreshold > 0, "clip threshold", ClipThreshold, "above 0");
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [.. Named(shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        var (parameter, gradient, state, backend) = (update.Parameter, update.Gradient, update.State, update.Parameter.Backend);
        double share = PortablePower.Of(update.Step, -DecayExponent), rate = RateOf(update);
        if (FactoredMeans.IsFactored(parameter.Shape))
        {
            FactoredMeans.Move(gradient, state[0], state[1], share, Epsilon);
            double mean = backend.SumOf(state[0]) / parameter.Shape[0];
            backend.UpdateMatrix(new DivideByRoots(mean), gradient, state[0], state[1]);
        }
        else
        {
            backend.UpdateElements(new Divide(share, Epsilon), gradient, gradient, state[0]);
        }

        double step = rate / Math.Max(1, FactoredMeans.RootMeanSquare(gradient) / ClipThreshold);
        var rule = new Subtract(step, 1 - (update.WeightDecay * rate), Beta1);
        backend.UpdateElements(rule, parameter, gradient, Beta1 > 0 ? state[state.Count - 1] : null);
    }

    private double RateOf(in ParameterUpdate update)
    {
        double rate = update.LearningRate;
        if (RelativeStep)
            rate *= Math.Min(WarmupInit ? 1e-6 * update.Step : 1e-2, 1 / Math.Sqrt(update.Step));
        return ScaleParameter ? rate * Math.Max(ScaleEpsilon, FactoredMeans.RootMeanSquare(update.Parameter)) : rate;
    }

    private IEnumerable<OptimizerState> Named(Shape shape)
    {
        if (FactoredMeans.IsFactored(shape))
        {
            yield return new("exp_avg_sq_row", new Shape(shape[0]));
            yield return new("exp_avg_sq_col", new Shape(shape[1]));
        }
        else
        {
            yield return new("exp_avg_sq", shape);
        }

        if (Beta1 > 0)
            yield return new("exp_avg", shape);
    }

    /// <summary>Each factor's root by itself: their product may be below the least float32.</summary>
    private readonly struct DivideByRoots(double mean) : IMatrixRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T element, T row, T column)
            where T : struct, IElement<T> => element * (T.Of(1) / T.Sqrt(row / T.Of(mean)) * (T.Of(1) / T.Sqrt(column)));
    }

    private readonly struct Divide(double share, double added) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            first = T.MultiplyAdd(T.Of(share), T.MultiplyAdd(input, input, T.Of(added)), first * T.Of(1 - share));
            target = input / T.Sqrt(first);
        }
    }

    private readonly struct Subtract(double step, double keep, double beta1) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var move = T.Of(step) * input;
            if (beta1 > 0)
                move = first = T.MultiplyAdd(T.Of(1 - beta1), move, first * T.Of(beta1));
            target = (target * T.Of(keep)) - move;
        }
    }
}
