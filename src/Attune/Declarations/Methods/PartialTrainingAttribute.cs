using Attune.Models;

namespace Attune;

/// <summary>
/// Tunes some of the base's own weights and freezes the others; the tuned model is saved whole. What is tuned are the last
/// blocks and what <see cref="Train"/> names, or, where neither is said, everything; less what <see cref="Freeze"/> names.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartialTrainingAttribute : Attribute, ITuningMethod
{
    /// <summary>How many of the last blocks are tuned.</summary>
    /// <value>0 by default.</value>
    public int LastLayers { get; set; }

    /// <summary>Regular expressions for whole parameter names that are tuned too, such as <c>model\.norm\..*</c>.</summary>
    /// <value>Empty by default.</value>
    public string[] Train { get; set; } = [];

    /// <summary>Regular expressions for whole parameter names that are frozen.</summary>
    /// <value>Empty by default.</value>
    public string[] Freeze { get; set; } = [];

    PartialTrainingOptions ITuningMethod.Partial => new() { LastLayers = LastLayers, Train = Train, Freeze = Freeze };

    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
    [
        ("Method", "Partial"), (nameof(LastLayers), LastLayers), (nameof(Train), string.Join('\n', Train)),
        (nameof(Freeze), string.Join('\n', Freeze)),
    ];

    IAdapterOptions? ITuningMethod.Adapter(TuningTarget target) => null;
}
