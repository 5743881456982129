using System.CommandLine;
using System.Globalization;
using Attune.Cli.CommandLine;
using Attune.Cli.Datasets;
using Attune.Models;
using Attune.Tensors;
using Attune.Text.Datasets.Checks;

namespace Attune.Cli.Models;

/// <summary><c>attune model score</c>: the loss of a dataset.</summary>
internal sealed class ScoreCommand(Streams streams)
{
    private const string Description = """
        Computes the cross-entropy of what a model would have to write in each row: the supervised tokens of training, masks
        included; of plain texts every token but the first.

        One line a row: {"file", "line", "tokens", "supervised", "loss"} (nats a supervised token), and a last line with the
        figures of all: {"rows", "tokens", "supervised", "loss", "perplexity"}. Rows that cannot be encoded are errors.
        Example: attune model score held-out.jsonl --model models/llama
        """;

    private readonly ModelInput _model = new();
    private readonly DatasetInput _input = new(streams);
    private readonly Option<bool> _summary = new("--summary") { Description = "Writes the last line only." };

    public Command Create()
    {
        var command = new Command("score", Description) { _summary };
        _input.Declare(command, needsFiles: true, withTokenizer: false);
        _model.Declare(command, withAdapter: true, withActivations: true, withFrozen: true);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var path = _model.Path(arguments);
        var encoder = ConversationEncoder.Open(path, null, streams.OpenInput);
        var rows = _input.Read(arguments);
        using var backend = _model.Backend(arguments);
        var model = _model.LoadFrozen(arguments, backend);
        var (count, tokens, supervised, total) = (0, 0L, 0L, 0.0);
        foreach (var row in rows)
        {
            foreach (var encoded in Encoded(row, encoder))
            {
                var (losses, sum) = Loss(model, encoded);
                count++;
                tokens += encoded.Tokens.Count;
                supervised += losses;
                total += sum;
                if (!arguments.GetValue(_summary))
                    streams.Output.Write($"{{\"file\":{Quoted(encoded.File)},\"line\":{encoded.Line},\"tokens\":{encoded.Tokens.Count},\"supervised\":{losses},\"loss\":{Number(sum / losses)}}}\n");
            }
        }

        streams.Output.Write($"{{\"rows\":{count},\"tokens\":{tokens},\"supervised\":{supervised},\"loss\":{Number(total / supervised)},\"perplexity\":{Number(Math.Exp(total / supervised))}}}\n");
        streams.Output.Flush();
        return 0;
    }

    /// <summary>Of a preference pair both answers.</summary>
    private static IEnumerable<EncodedRow> Encoded(ShapedRow row, ConversationEncoder encoder)
    {
        if (row.Error is not null)
            throw row.Error;
        return row.Text is { } text ? [encoder.Encode(row, text)] : row.Conversations.Select(named => encoder.Encode(row, named.Conversation));
    }

    private static (int Count, double Sum) Loss(ICausalLanguageModel model, EncodedRow row)
    {
        int[] ids = [.. row.Tokens.Ids];
        int[] rows = [.. Enumerable.Range(0, Math.Max(0, ids.Length - 1)).Where(t => row.LossMask[t + 1])];
        if (rows.Length == 0)
            return (0, 0);
        ModelInput.CheckIds(ids, model.Configuration.VocabularySize, row.File, row.Line);
        if (ids.Length > model.Configuration.MaxPositions)
            throw new AttuneException("ATT4160", $"The row has {ids.Length} tokens, the context is {model.Configuration.MaxPositions}.", "Shorten it.", row.File, row.Line, 1);
        using var gradients = Gradients.Off();
        using var scope = model.Backend.BeginScope();
        int[] targets = [.. rows.Select(t => ids[t + 1])];
        return (rows.Length, model.CrossEntropy(model.Hidden(PackedTokens.Pack([ids])), rows, targets, 1).Item());
    }

    private static string Quoted(string text) => new Rows.JsonLine().Value(text).ToString();

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null";
}
