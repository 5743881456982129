using Attune.Models;

namespace Attune;

/// <summary>Tunes a small network whose results stand before the token embeddings of every row (P-tuning, Liu et al. 2021, arXiv:2103.10385).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PTuningAttribute : Attribute, ITuningMethod
{
    /// <summary>How many rows; the context is shorter by so many tokens.</summary>
    /// <value>20 by default.</value>
    public int VirtualTokens { get; set; } = 20;

    /// <summary>The width of the network's hidden layers.</summary>
    /// <value>0 by default: the model's width.</value>
    public int EncoderHidden { get; set; }

    int ITuningMethod.VirtualTokens => VirtualTokens;

    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
        [("Method", "P_TUNING"), (nameof(VirtualTokens), VirtualTokens), (nameof(EncoderHidden), EncoderHidden)];

    IAdapterOptions ITuningMethod.Adapter(TuningTarget target) =>
        new PTuningOptions(VirtualTokens, EncoderHidden == 0 ? target.Model.HiddenSize : EncoderHidden);
}
