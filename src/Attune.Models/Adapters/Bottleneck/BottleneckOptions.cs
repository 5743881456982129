using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The settings of bottleneck adapters: after a block's parts, h + scaling * (U f(D h + d) + u) with a narrow D (Houlsby and
/// others, 2019; Pfeiffer and others, 2021). The names are those of the library <c>adapters</c>; the file is our own, since
/// PEFT has none.
/// </summary>
/// <param name="AfterAttention">Whether there is one after attention (<c>mh_adapter</c>).</param>
/// <param name="AfterFeedForward">Whether there is one after the feed-forward part (<c>output_adapter</c>).</param>
public sealed record BottleneckOptions(bool AfterAttention, bool AfterFeedForward) : IAdapterOptions
{
    /// <summary>Houlsby's: after both parts, with swish (the library's <c>double_seq_bn</c>).</summary>
    public static BottleneckOptions Houlsby { get; } = new(true, true) { Activation = Activation.Silu };

    /// <summary>Pfeiffer's: after the feed-forward part, with ReLU (the library's <c>seq_bn</c>).</summary>
    public static BottleneckOptions Pfeiffer { get; } = new(false, true);

    /// <inheritdoc/>
    public string PeftType => "BOTTLENECK";

    /// <summary>The model's width divided by the bottleneck's.</summary>
    /// <value>Default 16.</value>
    public int ReductionFactor { get; init; } = 16;

    /// <summary>f.</summary>
    /// <value>Default <see cref="Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>What the change is multiplied by.</summary>
    /// <value>Default 1.</value>
    public double Scaling { get; init; } = 1;
}
