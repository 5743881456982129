using System.Globalization;
using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Stochastic gradient descent with momentum, as in PyTorch: b = momentum * b + (1 - dampening) * g, and p -= rate * b, or
/// rate * (g + momentum * b) with Nesterov's momentum (Sutskever and others, 2013). The first step takes b = g.
/// </summary>
public sealed record Sgd : IOptimizer
{
    /// <inheritdoc/>
    public string Name => "sgd";

    /// <inheritdoc/>
    /// <value>0.01 by default.</value>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Decay of the running sum of gradients; 0 keeps none.</summary>
    /// <value>0 by default.</value>
    public double Momentum { get; init; }

    /// <summary>How much of a new gradient the running sum leaves out.</summary>
    /// <value>0 by default.</value>
    public double Dampening { get; init; }

    /// <summary>Whether the step looks ahead by one more momentum.</summary>
    /// <value>False by default.</value>
    public bool Nesterov { get; init; }

    /// <summary>L2 penalty: added to the gradient, times the weight.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Momentum:R} {Dampening:R} {Nesterov}");

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("momentum", Momentum);
        OptionCheck.Require(Dampening is >= 0 and <= 1, "dampening", Dampening, "in 0 to 1");
        OptionCheck.Require(!Nesterov || (Momentum > 0 && Dampening == 0), "momentum", Momentum, "above 0, without dampening, for Nesterov's momentum");
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape) => Momentum > 0 ? [new("momentum_buffer", shape)] : [];

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        double momentum = Momentum > 0 ? update.Momentum ?? Momentum : 0;
        bool keepsNothing = update.Step == 1 || momentum == 0;
        var rule = new Rule(
            update.LearningRate, update.WeightDecay, keepsNothing ? 0 : momentum, keepsNothing ? 1 : 1 - Dampening, Nesterov, momentum);
        update.Parameter.Backend.UpdateElements(rule, update.Parameter, update.Gradient, momentum > 0 ? update.State[0] : null);
    }

    private readonly struct Rule(double rate, double decay, double keep, double take, bool nesterov, double momentum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            var gradient = T.MultiplyAdd(T.Of(decay), target, input);
            first = T.MultiplyAdd(T.Of(take), gradient, T.Of(keep) * first);
            var step = nesterov ? T.MultiplyAdd(T.Of(momentum), first, gradient) : first;
            target = T.MultiplyAdd(T.Of(-rate), step, target);
        }
    }
}
