using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>A tuning method: its files and its parts. Each has a folder with a file that holds one of these.</summary>
/// <param name="PeftType">Its name in <c>adapter_config.json</c>.</param>
/// <param name="OptionsType">The record of its settings.</param>
/// <param name="Keys">The keys of <c>adapter_config.json</c> that it reads, or that do not change what a trained adapter computes.</param>
/// <param name="Read">Reads the settings.</param>
/// <param name="Write">The method's own keys; order does not matter.</param>
/// <param name="LayOut">The parts for a model, without numbers and unattached.</param>
internal sealed record AdapterMethod(
    string PeftType,
    Type OptionsType,
    IReadOnlySet<string> Keys,
    Func<ConfigurationReader, IAdapterOptions> Read,
    Func<IAdapterOptions, ICausalLanguageModel, IEnumerable<KeyValuePair<string, JsonNode?>>> Write,
    Func<ICausalLanguageModel, IAdapterOptions, AdapterLayout> LayOut)
{
    /// <summary>The same with the settings' own type.</summary>
    public static AdapterMethod Of<TOptions>(
        string peftType,
        IReadOnlySet<string> keys,
        Func<ConfigurationReader, TOptions> read,
        Func<TOptions, ICausalLanguageModel, IEnumerable<KeyValuePair<string, JsonNode?>>> write,
        Func<ICausalLanguageModel, TOptions, AdapterLayout> layOut)
        where TOptions : IAdapterOptions => new(
            peftType, typeof(TOptions), keys, json => read(json), (options, model) => write((TOptions)options, model),
            (model, options) => layOut(model, (TOptions)options));
}

/// <summary>What a method adds to a model.</summary>
/// <param name="Parts">The parts.</param>
internal sealed record AdapterLayout(IReadOnlyList<IAdapterPart> Parts)
{
    /// <summary>The model that computes with the parts, where it is not the base itself with changed layers.</summary>
    public ICausalLanguageModel? Model { get; init; }
}
