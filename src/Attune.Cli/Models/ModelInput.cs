using System.CommandLine;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary>The options of all commands that run a model.</summary>
internal sealed class ModelInput
{
    public const string Places = "A Hugging Face model folder, or a GGUF file.";

    private readonly Option<string> _model = new("--model", "-m") { Description = Places, HelpName = "folder|file.gguf", Required = true };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads that compute; 0 is one for each processor. The numbers do not depend on it.", HelpName = "count", DefaultValueFactory = _ => 0 };

    private readonly Option<string?> _adapter = new("--adapter", "-a") { Description = "An adapter of the model: a folder with adapter_config.json and adapter_model.safetensors.", HelpName = "folder" };

    private readonly Option<string> _activations = new("--activations")
    {
        Description = "What products with a GGUF file's Q8_0, Q4_K and Q6_K matrices make of activations: int8 rounds them to 8-bit blocks, as llama.cpp does, which is faster and less exact. Default: float32.",
        HelpName = "float32|int8",
        DefaultValueFactory = _ => Float32,
    };

    private readonly Option<string?> _frozen = new("--frozen")
    {
        Description = $"How the base's matrices are kept, for an adapter that was trained on a base kept so: {string.Join(", ", FrozenStorage.All.Select(storage => storage.Name))}. Default: as the files have them.",
        HelpName = "name",
    };

    private const string Float32 = "float32", Int8 = "int8";

    /// <param name="command">The command.</param>
    /// <param name="withAdapter">Whether an adapter may be named too.</param>
    /// <param name="withActivations">Whether activations may be rounded.</param>
    /// <param name="withFrozen">Whether the base may be kept in fewer bits.</param>
    public void Declare(Command command, bool withAdapter = false, bool withActivations = false, bool withFrozen = false)
    {
        command.Add(_model);
        if (withActivations)
            DeclareActivations(command);
        if (withAdapter)
            command.Add(_adapter);
        if (withFrozen)
            DeclareFrozen(command);
        command.Add(_threads);
        _threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 1024)
                result.AddError("--threads is a count from 0 to 1024.");
        });
    }

    public string Path(ParseResult arguments) => arguments.GetValue(_model)!;

    public CpuBackend Backend(ParseResult arguments) => new(arguments.GetValue(_threads));

    /// <summary>The model, with its adapter where one is named.</summary>
    public ICausalLanguageModel Load(ParseResult arguments, Backend backend)
    {
        var model = Form(arguments) is { } form ? Model.Load(Path(arguments), backend, form) : Load(Path(arguments), backend);
        return AdapterFolder(arguments) is { } folder ? Adapter.Load(model, folder).Model : model;
    }

    /// <summary>The adapter's folder, or null.</summary>
    public string? AdapterFolder(ParseResult arguments) => arguments.GetResult(_adapter) is null ? null : arguments.GetValue(_adapter);

    /// <summary>
    /// To be read only, in the numbers of its files where products can use them; a base with an adapter in float32, since adapters
    /// may change or measure its weights.
    /// </summary>
    public ICausalLanguageModel LoadFrozen(ParseResult arguments, Backend backend)
    {
        if (Rounds(arguments))
            return LoadRounding(arguments, backend);
        return AdapterFolder(arguments) is null && Form(arguments) is null ? LoadFrozen(Path(arguments), backend) : Load(arguments, backend);
    }

    public static ICausalLanguageModel LoadFrozen(string path, Backend backend) =>
        GgufFile.IsGguf(path) ? GgufModel.LoadFrozen(path, backend) : Model.LoadFrozen(path, backend);

    public static ICausalLanguageModel Load(string path, Backend backend) => GgufFile.IsGguf(path) ? GgufModel.Load(path, backend) : Model.Load(path, backend);

    /// <summary>Refuses what a tokenizer made that is not the model's.</summary>
    /// <exception cref="AttuneException">ATT4352.</exception>
    public static void CheckIds(int[] ids, int vocabulary, string? file, int line)
    {
        if (ids.Length > 0 && ids.Max() is var id && id >= vocabulary)
            throw new AttuneException(ToolErrors.BadRow, $"The tokenizer gives the id {id}; the model has {vocabulary} tokens.", "Take the tokenizer and the weights of one model.", file, line, 1);
    }

    private void DeclareActivations(Command command)
    {
        command.Add(_activations);
        _activations.AcceptOnlyFromAmong(Float32, Int8);
    }

    private void DeclareFrozen(Command command)
    {
        command.Add(_frozen);
        _frozen.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && FrozenStorage.Find(name) is null)
                result.AddError($"--frozen is one of {string.Join(", ", FrozenStorage.All.Select(storage => storage.Name))}.");
        });
    }

    /// <summary>How the base's matrices are kept; null: as the files have them.</summary>
    private FrozenStorage? Form(ParseResult arguments)
    {
        if (arguments.GetResult(_frozen) is null || arguments.GetValue(_frozen) is not { } name)
            return null;
        var path = Path(arguments);
        return Directory.Exists(path) && !EncoderConfigurationFile.IsEncoder(path)
            ? FrozenStorage.Find(name)
            : throw new AttuneException(ToolErrors.BadForm, "Only folders of decoders are kept in another form.", "Leave --frozen out, or give a Hugging Face folder.", path);
    }

    private bool Rounds(ParseResult arguments) => arguments.GetResult(_activations) is not null && arguments.GetValue(_activations) == Int8;

    /// <summary>Refuses to keep an encoder in another form.</summary>
    public void CheckForm(ParseResult arguments) => Form(arguments);

    /// <summary>Refuses to round activations for a folder.</summary>
    public void CheckActivations(ParseResult arguments)
    {
        var path = Path(arguments);
        if (Rounds(arguments) && Directory.Exists(path))
            throw new AttuneException(ToolErrors.BadActivations, "Only matrices of GGUF files multiply rounded activations.", "Give a GGUF file, or leave --activations out.", path);
    }

    private ICausalLanguageModel LoadRounding(ParseResult arguments, Backend backend)
    {
        var path = Path(arguments);
        CheckActivations(arguments);
        CheckForm(arguments);
        if (AdapterFolder(arguments) is { } adapter)
            throw new AttuneException(ToolErrors.BadActivations, "A base with an adapter is read as float32.", "Leave --activations out, or merge the adapter and quantize the result.", adapter);
        return GgufModel.LoadFrozen(path, backend, ActivationPrecision.Int8);
    }
}
