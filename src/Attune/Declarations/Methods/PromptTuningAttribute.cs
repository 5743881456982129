using Attune.Models;

namespace Attune;

/// <summary>Tunes rows that stand before the token embeddings of every row (prompt tuning, Lester et al. 2021, arXiv:2104.08691).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PromptTuningAttribute : Attribute, ITuningMethod
{
    /// <summary>How many rows; the context is shorter by so many tokens.</summary>
    /// <value>20 by default.</value>
    public int VirtualTokens { get; set; } = 20;

    /// <summary>A text whose embeddings the rows start from, repeated or cut to their number; a good start is what a prompt would say.</summary>
    /// <value>Null by default: random numbers.</value>
    public string? InitialText { get; set; }

    int ITuningMethod.VirtualTokens => VirtualTokens;

    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
        [("Method", "PROMPT_TUNING"), (nameof(VirtualTokens), VirtualTokens), (nameof(InitialText), InitialText ?? "")];

    IAdapterOptions ITuningMethod.Adapter(TuningTarget target) =>
        new PromptTuningOptions(VirtualTokens) { InitialTokens = string.IsNullOrEmpty(InitialText) ? [] : target.Encode(InitialText) };
}
