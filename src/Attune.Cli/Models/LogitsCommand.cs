using System.CommandLine;
using Attune.Cli.CommandLine;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary><c>attune model logits</c>: what a model computes from token ids.</summary>
internal sealed class LogitsCommand(Streams streams)
{
    private const string Description = """
        Computes the logits of rows of token ids, without sampling, padding or added tokens.

        The ids are a JSON list of lists, such as [[1, 15, 3], [1, 7]]. The answer is one JSON object on one line:
        with --full {"logits": [row][position][vocabulary]} in float32 (the shortest decimals that read back as the same
        number; what is not finite is null), else {"top": [row][position][{"id", "logit"}]}, highest first. Each row is
        computed by itself, so it does not depend on the others. Virtual tokens of an adapter have no place in the answer.

        Encoders (BERT and its like) answer with what their head makes of the rows, [row][label] for classifiers of whole
        texts, and with hidden states where they have none; rows need their special tokens.

        Example: attune model logits --model models/llama --ids ids.json --top 3
        """;

    private readonly ModelInput _input = new();
    private readonly Option<string?> _ids = new("--ids") { Description = "Rows of token ids; - or nothing is standard input.", HelpName = "ids.json" };
    private readonly Option<string?> _types = new("--types") { Description = "Token types of the rows, for encoders: numbers in the form of --ids. Default: all 0.", HelpName = "types.json" };
    private readonly Option<int> _top = new("--top") { Description = "How many of the highest logits to show at each position. Default: 5.", HelpName = "count", DefaultValueFactory = _ => 5 };
    private readonly Option<bool> _full = new("--full") { Description = "Writes all logits." };

    public Command Create()
    {
        var command = new Command("logits", Description) { _ids, _types, _top, _full };
        _input.Declare(command, withAdapter: true, withActivations: true, withFrozen: true);
        _top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--top is a count above 0.");
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(_ids);
        var rows = TokenRowsFile.Read(path, streams);
        using var backend = _input.Backend(arguments);
        var writer = new LogitsWriter(streams.Output, arguments.GetValue(_full) ? null : arguments.GetValue(_top));
        if (EncoderConfigurationFile.IsEncoder(_input.Path(arguments)))
            WriteEncoder(arguments, rows, backend, writer);
        else
            WriteDecoder(arguments, rows, backend, writer);
        writer.End();
        streams.Output.Flush();
        return 0;
    }

    private void WriteDecoder(ParseResult arguments, List<int[]> rows, Backend backend, LogitsWriter writer)
    {
        var model = _input.LoadFrozen(arguments, backend);
        TokenRowsFile.Check(rows, model.Configuration.VocabularySize, model.Configuration.MaxPositions, arguments.GetValue(_ids));
        writer.Begin();
        foreach (var row in rows)
        {
            writer.BeginRow();
            ModelLogits.Compute(model, row, writer.Position);
            writer.EndRow();
        }
    }

    private void WriteEncoder(ParseResult arguments, List<int[]> rows, Backend backend, LogitsWriter writer)
    {
        _input.CheckActivations(arguments);
        _input.CheckForm(arguments);
        var types = arguments.GetValue(_types) is { } path ? TokenRowsFile.Read(path, streams) : null;
        if (types is not null && types.Count != rows.Count)
            throw new AttuneException(ToolErrors.BadRow, $"There are {rows.Count} rows and types for {types.Count}.", "Give types for each row.", arguments.GetValue(_types));
        var model = EncoderModel.Load(_input.Path(arguments), backend);
        if (_input.AdapterFolder(arguments) is { } adapter)
            EncoderAdapter.Load(model, adapter);
        TokenRowsFile.Check(rows, model.Configuration.VocabularySize, model.Configuration.MaxPositions, arguments.GetValue(_ids));
        writer.Begin();
        EncoderLogits.Write(model, rows, types, writer);
    }
}
