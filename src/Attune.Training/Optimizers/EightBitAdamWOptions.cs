using System.Globalization;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// AdamW whose moments are kept in 8 bits: a quarter of the state. Small parameters, whose state is small too, keep float32. See
/// <see cref="EightBitAdamW"/>.
/// </summary>
public sealed record EightBitAdamWOptions : IPageableOptimizer
{
    /// <summary>Parameters with fewer numbers keep moments in float32, as bitsandbytes does.</summary>
    public const int SmallParameter = 4096;

    /// <inheritdoc/>
    public string Name => "adamw_8bit";

    /// <inheritdoc/>
    /// <value>2e-4 by default.</value>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Decay of the running mean of gradients.</summary>
    /// <value>0.9 by default.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients.</summary>
    /// <value>0.999 by default.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    /// <value>1e-8 by default.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    /// <value>0 by default.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> Groups { get; init; } = [ParameterGroup.NormsAndBiases];

    /// <inheritdoc cref="IOptimizer.Paged"/>
    public bool Paged { get; init; }

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"{Beta1:R} {Beta2:R} {Epsilon:R}");

    /// <inheritdoc/>
    public IOptimizer InPages() => this with { Paged = true };

    /// <inheritdoc/>
    public void Validate()
    {
        OptionCheck.RequireRates(this);
        OptionCheck.RequireDecay("beta 1", Beta1);
        OptionCheck.RequireDecay("beta 2", Beta2);
        OptionCheck.RequireEpsilon(Epsilon);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OptimizerState> StateOf(string name, Shape shape)
    {
        if (shape.ElementCount < SmallParameter)
            return [new("exp_avg", shape), new("exp_avg_sq", shape)];
        Shape codes = new(EightBitAdamW.CodeFloats(shape.ElementCount)), scales = new(EightBitAdamW.Blocks(shape.ElementCount));
        return [new("exp_avg_codes", codes), new("exp_avg_absmax", scales), new("exp_avg_sq_codes", codes), new("exp_avg_sq_absmax", scales)];
    }

    /// <inheritdoc/>
    public void Update(in ParameterUpdate update)
    {
        var (backend, beta1) = (update.Parameter.Backend, update.Momentum ?? Beta1);
        if (update.State.Count == 2)
        {
            backend.AdamWUpdate(
                update.Parameter, update.Gradient, update.State[0], update.State[1], update.Step,
                update.LearningRate, beta1, Beta2, Epsilon, update.WeightDecay);
            return;
        }

        double correction1 = 1 - PortablePower.Of(beta1, update.Step), correction2 = 1 - PortablePower.Of(Beta2, update.Step);
        backend.EightBitAdamWUpdate(
            new EightBitAdamW(correction1, correction2, update.LearningRate, beta1, Beta2, Epsilon, update.WeightDecay),
            update.Parameter, update.Gradient, update.State[0], update.State[1], update.State[2], update.State[3]);
    }
}
