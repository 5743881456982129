using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Adafactor as PyTorch has it (Shazeer and Stern, 2018, "Adafactor: adaptive learning rates with sublinear memory cost"): of the
/// squared gradients of a matrix only the means of rows and columns are kept, steps are relative to the size of the weights, and
/// an update whose root mean square is above <see cref="ClipThreshold"/> is scaled down.
/// </summary>
public sealed record Adafactor : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "adafactor";

    /// <inheritdoc/>
    /// <value>0.01 by default.</value>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>The running mean's share of a new gradient at step t is t^-exponent.</summary>
    /// <value>0.8 by default.</value>
    public double DecayExponent { get; init; } = 0.8;

    /// <summary>The least root of a mean square.</summary>
    /// <value>1.1920928955078125e-7 by default.</value>
    public double Epsilon { get; init; } = 1.1920928955078125e-7;

    /// <summary>The least size of weights that steps are relative to.</summary>
    /// <value>1e-3 by default.</value>
    public double ScaleEpsilon { get; init; } = 1e-3;

    /// <summary>The greatest root mean square of an update.</summary>
    /// <value>1 by default.</value>
    public double ClipThreshold { get; init; } = 1;

    /// <summary>Decoupled weight decay: each step multiplies weights by 1 - rate * decay.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{DecayExponent:R} {Epsilon:R} {ScaleEpsilon:R} {ClipThreshold:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireEpsilon(Epsilon);
        OptionCheck.Require(DecayExponent is >= 0 and <= 1, "decay exponent", DecayExponent, "in 0 to 1");
        OptionCheck.Require(double.IsFinite(ScaleEpsilon) && ScaleEpsilon >= 0, "scale epsilon", ScaleEpsilon, "0 or above");
        OptionCheck.Require(double.IsFinite(ClipThreshold) && ClipThreshold > 0, "clip threshold", ClipThreshold, "above 0");
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => FactoredMeans.IsFactored(shape)
        ? [new("row_var", new Shape(shape[0])), new("col_var", new Shape(shape[1]))]
        : [new("variance", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        var (parameter, gradient, state, backend) = (update.Parameter, update.Gradient, update.State, update.Parameter.Backend);
        double share = PortablePower.Of(update.Step, -DecayExponent);
        double scale = Math.Max(ScaleEpsilon, FactoredMeans.RootMeanSquare(parameter)) * Math.Min(update.LearningRate, 1 / Math.Sqrt(update.Step));
        if (FactoredMeans.IsFactored(parameter.Shape))
        {
            FactoredMeans.Move(gradient, state[0], state[1], share, added: 0);
            double mean = Math.Max(backend.SumOf(state[0]) / parameter.Shape[0], Epsilon);
            backend.UpdateMatrix(new DivideByRoot(mean, Epsilon * Epsilon), gradient, state[0], state[1]);
        }
        else
        {
            backend.UpdateElements(new Divide(share, Epsilon * Epsilon), gradient, gradient, state[0]);
        }

        double step = scale / Math.Max(1, FactoredMeans.RootMeanSquare(gradient) / ClipThreshold);
        backend.UpdateElements(new Subtract(step, 1 - (update.LearningRate * update.WeightDecay)), parameter, gradient);
    }

    private readonly struct DivideByRoot(double mean, double least) : IMatrixRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T element, T row, T column)
            where T : struct, IElement<T> => element / T.Sqrt(T.Max(T.Of(least), row * column / T.Of(mean)));
    }

    private readonly struct Divide(double share, double least) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            first = T.MultiplyAdd(T.Of(share), (input * input) - first, first);
            target = input / T.Sqrt(T.Max(T.Of(least), first));
        }
    }

    private readonly struct Subtract(double step, double keep) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = T.MultiplyAdd(T.Of(-step), input, target * T.Of(keep));
    }
}
