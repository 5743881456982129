using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Cli.Planning;

/// <summary><c>attune plan</c>: what training a model would take, counted from its configuration.</summary>
internal sealed class PlanCommand(Streams streams)
{
    private const string Description = """
        Counts what training a model would take, from its config.json or the head of its GGUF file alone: no weights are read
        or made. Parameters and trainable parameters, the sizes of checkpoints and of what is saved, the memory of weights,
        gradients, optimizer and activations, the work of a token, and with --tokens the least time at this machine's measured
        peak; with --price what that time costs.

        Example: attune plan --model models/llama --rank 8 --targets q_proj,v_proj --tokens 2000000 --price 1.50
        """;

    private readonly Option<string> _model = new("--model", "-m") { Description = "A Hugging Face model folder, its config.json, or a GGUF file.", HelpName = "path", Required = true };
    private readonly Option<int> _rank = new("--rank") { Description = "The rank of a LoRA adapter; 0, the default, trains all weights.", HelpName = "count" };
    private readonly Option<string> _targets = new("--targets") { Description = "The layers of the adapter, separated by commas. Default: all linear layers.", HelpName = "names", DefaultValueFactory = _ => LoraOptions.AllLinear };
    private readonly Option<string?> _adapter = new("--adapter") { Description = "An adapter of any method: a folder with adapter_config.json, or the file.", HelpName = "path" };
    private readonly Option<string> _optimizer = new("--optimizer") { Description = $"The optimizer: {string.Join(", ", OptimizerNames.All.Keys)}.", HelpName = "name", DefaultValueFactory = _ => "adamw" };
    private readonly Option<bool> _paged = new("--paged") { Description = "Counts with the optimizer's state in a file; for adamw and adamw_8bit." };
    private readonly Option<int> _batch = new("--batch-tokens") { Description = "The most tokens computed at once.", HelpName = "tokens", DefaultValueFactory = _ => new TrainingOptions().MicroBatchTokens };
    private readonly Option<int> _document = new("--document-tokens") { Description = "The mean length of a row.", HelpName = "tokens", DefaultValueFactory = _ => 512 };
    private readonly Option<double> _supervised = new("--supervised") { Description = "The share of tokens that are learned, above 0 and at most 1.", HelpName = "share", DefaultValueFactory = _ => 1 };
    private readonly Option<double?> _tokens = new("--tokens") { Description = "The tokens of the whole run, all epochs together.", HelpName = "count" };
    private readonly Option<double?> _peak = new("--peak") { Description = "The machine's peak in GFLOP/s. Default: measured, with --tokens.", HelpName = "number" };
    private readonly Option<double?> _price = new("--price") { Description = "What an hour of the machine costs, in any currency.", HelpName = "number" };
    private readonly Option<int> _threads = new("--threads") { Description = "The threads whose peak is measured; 0, the default, is one for each processor.", HelpName = "count" };
    private readonly Option<string?> _frozen = new("--frozen") { Description = $"How the frozen matrices under an adapter are kept: {string.Join(", ", FrozenStorage.All.Select(storage => storage.Name))}. Default: as floats.", HelpName = "name" };
    private readonly Option<bool> _recompute = new("--recompute") { Description = "Counts with layers that the backward pass computes once more." };
    private readonly Option<bool> _json = new("--json") { Description = "Writes one JSON object." };

    public Command Create()
    {
        var command = new Command("plan", Description);
        foreach (var option in new Option[] { _model, _rank, _targets, _adapter, _optimizer, _paged, _batch, _document, _supervised, _tokens, _peak, _price, _threads, _frozen, _recompute, _json })
            command.Add(option);
        Require(_rank, static value => value >= 0, "--rank is 0 or more.");
        Require(_batch, static value => value > 0, "--batch-tokens is 1 or more.");
        Require(_document, static value => value > 0, "--document-tokens is 1 or more.");
        Require(_supervised, static value => value is > 0 and <= 1, "--supervised is a share above 0 and at most 1.");
        Require(_tokens, static value => value is null or (> 0 and < double.PositiveInfinity), "--tokens is above 0.");
        Require(_peak, static value => value is null or (> 0 and < double.PositiveInfinity), "--peak is above 0.");
        Require(_price, static value => value is null or (>= 0 and < double.PositiveInfinity), "--price is 0 or more.");
        Require(_threads, static value => value is >= 0 and <= 1024, "--threads is a count from 0 to 1024.");
        Require(_optimizer, static value => value is not null && OptimizerNames.All.ContainsKey(value), $"--optimizer is one of {string.Join(", ", OptimizerNames.All.Keys)}.");
        Require(_frozen, static value => value is null || FrozenStorage.Find(value) is not null, $"--frozen is one of {string.Join(", ", FrozenStorage.All.Select(storage => storage.Name))}.");
        command.Validators.Add(result =>
        {
            if (result.GetValue(_adapter) is not null && result.GetValue(_rank) > 0)
                result.AddError("Give --rank or --adapter.");
            if (result.GetValue(_frozen) is not null && result.GetValue(_adapter) is null && result.GetValue(_rank) == 0)
                result.AddError("--frozen is for an adapter's base: give --rank or --adapter.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_paged) && OptimizerNames.All.TryGetValue(result.GetValue(_optimizer) ?? "", out var make) && make() is not IPageableOptimizer)
                result.AddError("--paged is for adamw and adamw_8bit.");
        });
        command.SetAction(Run);
        return command;
    }

    private static void Require<T>(Option<T> option, Func<T?, bool> holds, string message) => option.Validators.Add(result =>
    {
        if (!holds(result.GetValueOrDefault<T>()))
            result.AddError(message);
    });

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(_model)!;
        var configuration = Configuration(path);
        var adapter = Adapter(arguments);
        var facts = new PlanFacts
        {
            Model = ModelPlan.For(configuration, adapter),
            Step = StepCost.For(
                ModelLayout.Of(configuration, adapter), arguments.GetValue(_batch), arguments.GetValue(_document), arguments.GetValue(_supervised),
                Optimizer(arguments),
                arguments.GetValue(_frozen) is { } form ? FrozenStorage.Find(form) : null, arguments.GetValue(_recompute)),
            BatchTokens = arguments.GetValue(_batch),
            Tokens = arguments.GetValue(_tokens),
            Peak = Peak(arguments),
            Price = arguments.GetValue(_price),
        };
        if (arguments.GetValue(_json))
            facts.WriteJson(streams.Output);
        else
            facts.WriteText(streams.Output);
        streams.Output.Flush();
        return 0;
    }

    private static ModelConfiguration Configuration(string path)
    {
        if (!GgufFile.IsGguf(path))
            return ModelConfigurationFile.Read(Directory.Exists(path) ? Path.Combine(path, "config.json") : path);
        using var file = GgufFile.Open(path);
        return GgufModel.ReadConfiguration(file);
    }

    private IOptimizer Optimizer(ParseResult arguments)
    {
        var optimizer = OptimizerNames.All[arguments.GetValue(_optimizer)!]();
        return arguments.GetValue(_paged) ? ((IPageableOptimizer)optimizer).InPages() : optimizer;
    }

    private IAdapterOptions? Adapter(ParseResult arguments)
    {
        if (arguments.GetValue(_adapter) is { } path)
            return ModelLayout.ReadAdapter(path);
        var rank = arguments.GetValue(_rank);
        return rank == 0
            ? null
            : new LoraOptions(rank, 2 * rank, 0, arguments.GetValue(_targets)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>In operations a second; measured only where a time is asked for.</summary>
    private double? Peak(ParseResult arguments)
    {
        if (arguments.GetValue(_tokens) is null)
            return null;
        if (arguments.GetValue(_peak) is { } given)
            return given * 1e9;
        using var backend = new CpuBackend(arguments.GetValue(_threads));
        return backend.MeasurePeak(streams.Time);
    }
}
