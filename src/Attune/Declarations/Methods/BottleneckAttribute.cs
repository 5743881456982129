using Attune.Models;

namespace Attune;

/// <summary>Where bottleneck adapters stand in a block.</summary>
public enum BottleneckPlaces
{
    /// <summary>After the feed-forward part, with ReLU (Pfeiffer et al. 2021, arXiv:2005.00247).</summary>
    Pfeiffer,

    /// <summary>After attention and after the feed-forward part, with swish (Houlsby et al. 2019, arXiv:1902.00751).</summary>
    Houlsby,
}

/// <summary>Tunes narrow networks after parts of every block, and leaves the base weights as they are.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BottleneckAttribute : Attribute, ITuningMethod
{
    /// <summary>Where they stand.</summary>
    /// <value><see cref="BottleneckPlaces.Pfeiffer"/> by default.</value>
    public BottleneckPlaces Places { get; set; }

    /// <summary>The model's width divided by the network's.</summary>
    /// <value>16 by default.</value>
    public int ReductionFactor { get; set; } = 16;

    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
        [("Method", "BOTTLENECK"), (nameof(Places), Places), (nameof(ReductionFactor), ReductionFactor)];

    IAdapterOptions ITuningMethod.Adapter(TuningTarget target) =>
        (Places == BottleneckPlaces.Houlsby ? BottleneckOptions.Houlsby : BottleneckOptions.Pfeiffer) with { ReductionFactor = ReductionFactor };
}
