using System.CommandLine;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Models;

/// <summary><c>attune model logits</c>: what a model computes from token ids.</summary>
internal sealed class LogitsCommand(Streams streams)
{
    private const string Description = """
        Computes the logits of rows of token ids, without sampling, padding or added tokens.

        The ids are a JSON list of lists, such as [[1, 15, 3], [1, 7]]. The answer is one JSON object on one line:
        with --full {"logits": [row][position][vocabulary]} in float32 (the shortest decimals that read back as the same
        number; what is not finite is null), else {"top": [row][position][{"id", "logit"}]}, highest first. Each row is
        computed by itself, so it does not depend on the others.

        Example: attune model logits --model models/llama --ids ids.json --top 3
        """;

    private readonly ModelInput _input = new();
    private readonly Option<string?> _ids = new("--ids") { Description = "Rows of token ids; - or nothing is standard input.", HelpName = "ids.json" };
    private readonly Option<int> _top = new("--top") { Description = "How many of the highest logits to show at each position. Default: 5.", HelpName = "count", DefaultValueFactory = _ => 5 };
    private readonly Option<bool> _full = new("--full") { Description = "Writes all logits." };

    public Command Create()
    {
        var command = new Command("logits", Description) { _ids, _top, _full };
        _input.Declare(command);
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
        var model = _input.Load(arguments, backend);
        TokenRowsFile.Check(rows, model.Configuration, path);
        var writer = new LogitsWriter(streams.Output, arguments.GetValue(_full) ? null : arguments.GetValue(_top));
        writer.Begin();
        foreach (var row in rows)
        {
            writer.BeginRow();
            ModelLogits.Compute(model, row, writer.Position);
            writer.EndRow();
        }

        writer.End();
        streams.Output.Flush();
        return 0;
    }
}
