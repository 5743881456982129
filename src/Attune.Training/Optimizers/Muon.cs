using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Muon as in PyTorch (Jordan and others, 2024, "Muon: an optimizer for hidden layers in neural networks"): the momentum of a
/// matrix is made nearly orthogonal before it is subtracted. What is no matrix, and embeddings and heads, are trained by AdamW.
/// </summary>
public sealed record Muon : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "muon";

    /// <inheritdoc/>
    /// <value>1e-3 by default.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.95 by default.</value>
    public double Momentum { get; init; } = 0.95;

    /// <summary>Whether the step looks ahead by one more momentum.</summary>
    /// <value>True by default.</value>
    public bool Nesterov { get; init; } = true;

    /// <summary>Iterations of the orthogonalization.</summary>
    /// <value>5 by default.</value>
    public int Iterations { get; init; } = 5;

    /// <summary>The least norm that a matrix is divided by.</summary>
    /// <value>1e-7 by default.</value>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>Decoupled weight decay: each step multiplies weights by 1 - rate * decay.</summary>
    /// <value>0.1 by default.</value>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>
    /// Whether steps have the size of AdamW's, 0.2 * sqrt(greater side), so that its learning rates fit; otherwise they are
    /// multiplied by sqrt(rows / columns) of matrices with more rows than columns.
    /// </summary>
    /// <value>False by default.</value>
    public bool MatchAdamW { get; init; }

    /// <summary>The optimizer of all other parameters; its rate follows the same schedule, and groups and weight decay are Muon's.</summary>
    public AdamWOptions Others { get; init; } = new();

    /// <summary>Matrices that belong to the others: a regular expression found somewhere in the name.</summary>
    /// <value>Embeddings and heads by default.</value>
    public string OtherNames { get; init; } = @"embed|lm_head|(^|\.)(wte|wpe|classifier|score)\.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"{Momentum:R} {Nesterov} {Iterations} {Epsilon:R} {MatchAdamW} {OtherNames} {Others.LearningRate:R} {Others.Settings}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("momentum", Momentum);
        OptionCheck.RequireEpsilon(Epsilon);
        OptionCheck.Require(Iterations is > 0 and < 100, "number of iterations", Iterations, "in 1 to 99");
        new ParameterGroup(OtherNames).Validate();
        Others.Validate();
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) =>
        IsOther(name, shape) ? Others.StateOf(name, shape) : [new("momentum_buffer", shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        if (update.State.Count > 1) // by its state: names need not be matched at every step
        {
            Others.Update(update with { LearningRate = update.LearningRate * (Others.LearningRate / LearningRate), Momentum = null });
            return;
        }

        var (parameter, gradient, backend) = (update.Parameter, update.Gradient, update.Parameter.Backend);
        backend.UpdateElements(new Gather(update.Momentum ?? Momentum, Nesterov), gradient, gradient, update.State[0]);
        NewtonSchulz.Apply(gradient, Iterations, Epsilon);
        double rows = parameter.Shape[0], columns = parameter.Shape[1];
        double size = MatchAdamW ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, rows / columns));
        backend.UpdateElements(
            new Subtract(update.LearningRate * size, 1 - (update.LearningRate * update.WeightDecay)), parameter, gradient);
    }

    private bool IsOther(string name, Shape shape) =>
        shape.Rank != 2 || Regex.IsMatch(name, OtherNames, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly struct Gather(double momentum, bool nesterov) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            first = T.MultiplyAdd(T.Of(1 - momentum), input - first, first);
            target = nesterov ? first - ((first - input) * T.Of(1 - momentum)) : first;
        }
    }

    private readonly struct Subtract(double step, double keep) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = (target * T.Of(keep)) - (T.Of(step) * input);
    }
}
