using Attune.Models;

namespace Attune;

/// <summary>Tunes keys and values that stand before those of every row, in every layer (prefix tuning, Li and Liang 2021, arXiv:2101.00190).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PrefixTuningAttribute : Attribute, ITuningMethod
{
    /// <summary>How many keys and values; the context is shorter by so many tokens.</summary>
    /// <value>20 by default.</value>
    public int VirtualTokens { get; set; } = 20;

    /// <summary>The hidden width of a small network that they come from, which steadies training.</summary>
    /// <value>0 by default: none, they are tuned as they are.</value>
    public int ProjectionHidden { get; set; }

    int ITuningMethod.VirtualTokens => VirtualTokens;

    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
        [("Method", "PREFIX_TUNING"), (nameof(VirtualTokens), VirtualTokens), (nameof(ProjectionHidden), ProjectionHidden)];

    IAdapterOptions ITuningMethod.Adapter(TuningTarget target) =>
        new PrefixTuningOptions(VirtualTokens) { ProjectionHidden = ProjectionHidden == 0 ? null : ProjectionHidden };
}
