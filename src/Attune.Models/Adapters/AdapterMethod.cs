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
    Func<IAdapterOptions, IAdaptableModel, IEnumerable<KeyValuePair<string, JsonNode?>>> Write,
    Func<IAdaptableModel, IAdapterOptions, AdapterLayout> LayOut)
{
    /// <summary>A method for decoders, with the settings' own type.</summary>
    public static AdapterMethod Of<TOptions>(
        string peftType,
        IReadOnlySet<string> keys,
        Func<ConfigurationReader, TOptions> read,
        Func<TOptions, ICausalLanguageModel, IEnumerable<KeyValuePair<string, JsonNode?>>> write,
        Func<ICausalLanguageModel, TOptions, AdapterLayout> layOut)
        where TOptions : IAdapterOptions => OfAny<TOptions>(
            peftType, keys, read, (options, model) => write(options, Decoder(model)), (model, options) => layOut(Decoder(model), options));

    /// <summary>A method for decoders and encoders, with the settings' own type.</summary>
    public static AdapterMethod OfAny<TOptions>(
        string peftType,
        IReadOnlySet<string> keys,
        Func<ConfigurationReader, TOptions> read,
        Func<TOptions, IAdaptableModel, IEnumerable<KeyValuePair<string, JsonNode?>>> write,
        Func<IAdaptableModel, TOptions, AdapterLayout> layOut)
        where TOptions : IAdapterOptions => new(
            peftType, typeof(TOptions), keys, json => read(json), (options, model) => write((TOptions)options, model),
            (model, options) => layOut(model, (TOptions)options));

    private static ICausalLanguageModel Decoder(IAdaptableModel model) => model as ICausalLanguageModel
        ?? throw new AttuneException("ATT4151", "This kind of adapter is for decoders.", "Take LoRA, DoRA or IA3 for an encoder.");
}

/// <summary>What a method adds to a model.</summary>
/// <param name="Parts">The parts.</param>
internal sealed record AdapterLayout(IReadOnlyList<IAdapterPart> Parts)
{
    /// <summary>The model that computes with the parts, where it is not the base itself with changed layers.</summary>
    public ICausalLanguageModel? Model { get; init; }
}
