using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Models;

namespace Attune.Cli.Models;

/// <summary><c>attune model merge</c>: an adapter into its base.</summary>
internal sealed class MergeCommand(Streams streams)
{
    private const string Description = """
        Adds an adapter's updates into the weights of its base and writes the result as a folder, with tokenizer and chat
        template of the base.
        Example: attune model merge --model models/llama --adapter adapters/answers --out models/answers --type BF16
        """;

    private readonly ModelInput _input = new();
    private readonly Option<string> _adapter = new("--adapter", "-a") { Description = "A folder with adapter_config.json and adapter_model.safetensors.", HelpName = "folder", Required = true };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The folder to write.", HelpName = "folder", Required = true };
    private readonly Option<string> _type = new("--type") { Description = "How numbers are stored: F32, F16 or BF16.", HelpName = "name", DefaultValueFactory = _ => "F32" };

    public Command Create()
    {
        var command = new Command("merge", Description) { _adapter, _out, _type };
        _input.Declare(command);
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
        using var backend = _input.Backend(arguments);
        var model = _input.Load(arguments, backend);
        Adapter.Load(model, arguments.GetValue(_adapter)!).Merge();
        ModelFolderWriter.Write(_input.Path(arguments), model, arguments.GetValue(_out)!, ConvertCommand.FolderType(arguments.GetValue(_type)!)!.Value);
        streams.Output.Flush();
        return 0;
    }
}
