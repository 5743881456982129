using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// RMSprop as in PyTorch (Hinton, 2012, lecture 6e; centred by Graves, 2013): the gradient divided by the root of the running
/// mean of its square, or of its variance.
/// </summary>
public sealed record RmsProp : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "rmsprop";

    /// <inheritdoc/>
    /// <value>0.01 by default.</value>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.99 by default.</value>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Decay of the running sum of steps; 0 keeps none.</summary>
    /// <value>0 by default.</value>
    public double Momentum { get; init; }

    /// <summary>Whether the square of the running mean of gradients is taken off.</summary>
    /// <value>False by default.</value>
    public bool Centered { get; init; }

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>L2 penalty: added to the gradient, times the weight.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Alpha:R} {Momentum:R} {Centered} {Epsilon:R}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("alpha", Alpha);
        OptionCheck.RequireDecay("momentum", Momentum);
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => [.. Named(shape)];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        double momentum = Momentum > 0 ? update.Momentum ?? Momentum : 0;
        var state = update.State;
        var rule = new Rule(update.LearningRate, update.WeightDecay, Alpha, momentum, Epsilon, Centered);
        update.Parameter.Backend.UpdateElements(
            rule, update.Parameter, update.Gradient, state[0], Centered ? state[state.Count - 1] : null, Momentum > 0 ? state[1] : null);
    }

    private IEnumerable<OptimizerState> Named(Shape shape)
    {
        yield return new("square_avg", shape);
        if (Momentum > 0)
            yield return new("momentum_buffer", shape);
        if (Centered)
            yield return new("grad_avg", shape);
    }

    private readonly struct Rule(double rate, double decay, double alpha, double momentum, double epsilon, bool centered) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(gradient * T.Of(1 - alpha), gradient, first * T.Of(alpha));
            var mean = first;
            if (centered)
            {
                second = T.MultiplyAdd(T.Of(1 - alpha), gradient - second, second);
                mean = first - (second * second);
            }

            var step = gradient / (T.Sqrt(mean) + T.Of(epsilon));
            if (momentum > 0)
                step = third = T.MultiplyAdd(T.Of(momentum), third, step);
            target = T.MultiplyAdd(T.Of(-rate), step, target);
        }
    }
}
