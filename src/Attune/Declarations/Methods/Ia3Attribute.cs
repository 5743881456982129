using Attune.Models;

namespace Attune;

/// <summary>Tunes one factor for each output of some layers, or for each input of feed-forward layers (IA3, Liu et al. 2022, arXiv:2205.05638): the fewest numbers of all methods.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class Ia3Attribute : Attribute, ITuningMethod
{
    /// <summary>The names of the layers whose outputs are multiplied; those of <see cref="FeedForward"/> come beside them.</summary>
    /// <value><c>k_proj</c> and <c>v_proj</c> by default, as PEFT has it for Llama and its kin.</value>
    public string[] Targets { get; set; } = ["k_proj", "v_proj"];

    /// <summary>The names of the layers whose inputs are multiplied.</summary>
    /// <value><c>down_proj</c> by default.</value>
    public string[] FeedForward { get; set; } = ["down_proj"];

    /// <summary>Modules that are tuned whole and saved with the adapter, such as <c>lm_head</c>.</summary>
    /// <value>Empty by default.</value>
    public string[] TrainedModules { get; set; } = [];

    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
    [
        ("Method", "IA3"), (nameof(Targets), string.Join(',', Targets)), (nameof(FeedForward), string.Join(',', FeedForward)),
        (nameof(TrainedModules), string.Join(',', TrainedModules)),
    ];

    IAdapterOptions ITuningMethod.Adapter(TuningTarget target) =>
        new Ia3Options([.. Targets.Union(FeedForward)], FeedForward) { ModulesToSave = TrainedModules };
}
