using System.CommandLine;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Cli.Rows;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary><c>attune model diff</c>: how far two models are from each other.</summary>
internal sealed class DiffCommand(Streams streams)
{
    private const string Description = """
        Compares two models of one architecture, whatever their files: weights, and with --ids logits. One line a weight that
        differs: {"weight", "largest", "mean"} (absolute differences), then {"weights", "different", "largest", "mean"} of
        all, and with --ids {"positions", "largest", "mean", "same_first"}: of logits, and at how many positions both have
        the same first token.
        Exit code 0, also where they differ; 1 where they cannot be compared.
        Example: attune model diff models/llama llama-Q8_0.gguf --ids ids.json
        """;

    private readonly Argument<string> _first = new("A") { Description = ModelInput.Places };
    private readonly Argument<string> _second = new("B") { Description = ModelInput.Places };
    private readonly Option<string?> _ids = new("--ids") { Description = "Rows of token ids, for logits; - is standard input.", HelpName = "ids.json" };
    private readonly Option<bool> _summary = new("--summary") { Description = "Writes no line for each weight." };

    public Command Create()
    {
        var command = new Command("diff", Description) { _first, _second, _ids, _summary };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(_ids);
        var rows = path is null ? null : TokenRowsFile.Read(path, streams);
        using var backend = new CpuBackend();
        var (a, b) = (ModelInput.LoadFrozen(arguments.GetValue(_first)!, backend), ModelInput.LoadFrozen(arguments.GetValue(_second)!, backend));
        RequireSame(a, b, "second", arguments.GetValue(_second)!);
        RequireSame(b, a, "first", arguments.GetValue(_first)!);
        if (rows is not null)
            TokenRowsFile.Check(rows, a.Configuration.VocabularySize, Math.Min(a.Configuration.MaxPositions, b.Configuration.MaxPositions), path);
        CompareWeights(a, b, !arguments.GetValue(_summary));
        if (rows is not null)
            CompareLogits(a, b, rows);

        streams.Output.Flush();
        return 0;
    }

    /// <summary>Refuses a model that lacks a weight of the other.</summary>
    private static void RequireSame(ICausalLanguageModel model, ICausalLanguageModel other, string which, string place)
    {
        var shapes = other.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape, StringComparer.Ordinal);
        if (model.Parameters.FirstOrDefault(parameter => !shapes.TryGetValue(parameter.Name, out var shape) || shape != parameter.Shape) is { } odd)
            throw new AttuneException(ToolErrors.NotComparable, $"The {which} model has no weight '{odd.Name}' of shape {odd.Shape}.", "Compare models of one architecture and size.", place);
    }

    private void CompareWeights(ICausalLanguageModel a, ICausalLanguageModel b, bool each)
    {
        var others = b.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var all = new Differences();
        var different = 0;
        var json = new JsonLine();
        foreach (var parameter in a.Parameters)
        {
            var own = new Differences();
            own.Add(parameter.Value.ToArray(), others[parameter.Name].Value.ToArray());
            all.Add(own);
            if (own.Largest == 0)
                continue;
            different++;
            if (each)
                streams.Output.Write($"{{\"weight\":{json.Value(parameter.Name)},\"largest\":{Number(own.Largest)},\"mean\":{Number(own.Mean)}}}\n");
            json.Clear();
        }

        streams.Output.Write($"{{\"weights\":{a.Parameters.Count},\"different\":{different},\"largest\":{Number(all.Largest)},\"mean\":{Number(all.Mean)}}}\n");
    }

    private void CompareLogits(ICausalLanguageModel a, ICausalLanguageModel b, List<int[]> rows)
    {
        var all = new Differences();
        var (positions, same) = (0, 0);
        foreach (var row in rows)
        {
            var first = new List<float[]>();
            ModelLogits.Compute(a, row, logits => first.Add(logits.ToArray()));
            var at = 0;
            ModelLogits.Compute(b, row, logits =>
            {
                all.Add(first[at], logits);
                positions++;
                same += Best(first[at]) == Best(logits) ? 1 : 0;
                at++;
            });
        }

        streams.Output.Write($"{{\"positions\":{positions},\"largest\":{Number(all.Largest)},\"mean\":{Number(all.Mean)},\"same_first\":{same}}}\n");
    }

    private static int Best(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
                best = i;
        }

        return best;
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null";
}
