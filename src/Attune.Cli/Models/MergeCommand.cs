using System.CommandLine;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary><c>attune model merge</c>: an adapter into its base.</summary>
internal sealed class MergeCommand(Streams streams)
{
    private const string Description = """
        Adds an adapter's updates into the weights of its base and writes the result as a folder, with tokenizer and chat
        template of the base. A base that was kept in fewer bits while the adapter was trained is widened: the result has
        the sums of what it was then and the updates, as floats.

        Before anything is written, the merged model is compared with base and adapter, in float32:
        {"tokens", "largest", "mean_divergence", "largest_divergence"}, the largest difference of a logit, and the divergences
        KL(with the adapter || merged) of the next token's probabilities in nats. Beyond the limits it is refused.
        Example: attune model merge --model models/llama --adapter adapters/answers --out models/answers --type BF16
        """;

    private readonly ModelInput _input = new();
    private readonly Option<string> _adapter = new("--adapter", "-a") { Description = "A folder with adapter_config.json and adapter_model.safetensors.", HelpName = "folder", Required = true };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The folder to write.", HelpName = "folder", Required = true };
    private readonly Option<string> _type = new("--type") { Description = "How numbers are stored: F32, F16 or BF16.", HelpName = "name", DefaultValueFactory = _ => "F32" };
    private readonly Option<string?> _probes = new("--probes") { Description = "Rows of token ids to compare on; - is standard input. Default: eight tokens, evenly spaced over the vocabulary.", HelpName = "ids.json" };
    private readonly Option<double> _divergence = new("--max-divergence") { Description = "The largest mean divergence, in nats.", HelpName = "number", DefaultValueFactory = _ => new MergeOptions().MaxDivergence };

    public Command Create()
    {
        var command = new Command("merge", Description) { _adapter, _out, _type, _probes, _divergence };
        _input.Declare(command, withFrozen: true);
        _divergence.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is >= 0 and < double.PositiveInfinity))
                result.AddError("--max-divergence is 0 or more.");
        });
        _type.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && ConvertCommand.FolderType(name) is null)
                result.AddError($"A folder is written as F32, F16 or BF16, not {name}.");
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var options = new MergeOptions { Probes = Probes(arguments), MaxDivergence = arguments.GetValue(_divergence) };
        using var backend = _input.Backend(arguments);
        var report = EncoderConfigurationFile.IsEncoder(_input.Path(arguments)) ? MergeEncoder(arguments, options, backend) : MergeDecoder(arguments, options, backend);
        streams.Output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"tokens\":{report.Tokens},\"largest\":{report.LargestLogitDifference:R},\"mean_divergence\":{report.MeanDivergence:R},\"largest_divergence\":{report.LargestDivergence:R}}}\n"));
        streams.Output.Flush();
        return 0;
    }

    private MergeReport MergeDecoder(ParseResult arguments, MergeOptions options, Backend backend)
    {
        var model = _input.Load(arguments, backend);
        TokenRowsFile.Check(options.Probes, model.Configuration.VocabularySize, model.Configuration.MaxPositions, arguments.GetValue(_probes));
        Model.Widen(model);
        var report = Adapter.Load(model, arguments.GetValue(_adapter)!).Merge(options);
        ModelFolderWriter.Write(_input.Path(arguments), model, arguments.GetValue(_out)!, Type(arguments));
        return report;
    }

    private MergeReport MergeEncoder(ParseResult arguments, MergeOptions options, Backend backend)
    {
        _input.CheckForm(arguments);
        var model = EncoderModel.Load(_input.Path(arguments), backend);
        TokenRowsFile.Check(options.Probes, model.Configuration.VocabularySize, model.Configuration.MaxPositions, arguments.GetValue(_probes));
        var report = EncoderAdapter.Load(model, arguments.GetValue(_adapter)!).Merge(options);
        ModelFolderWriter.Write(_input.Path(arguments), model, arguments.GetValue(_out)!, Type(arguments));
        return report;
    }

    private StorageType Type(ParseResult arguments) => ConvertCommand.FolderType(arguments.GetValue(_type)!)!.Value;

    private List<int[]> Probes(ParseResult arguments)
    {
        if (arguments.GetValue(_probes) is not { } path)
            return [];
        var rows = TokenRowsFile.Read(path, streams);
        return rows.Count > 0 && rows.TrueForAll(row => row.Length > 0)
            ? rows
            : throw new AttuneException(ToolErrors.BadRow, "There is a row without tokens, or no row.", "Give rows with at least one token.", path);
    }
}
