using System.Text.Json;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Models;

/// <summary>Token ids as a JSON list of lists.</summary>
internal static class TokenRowsFile
{
    private const string Form = "Give a list of lists of token ids, such as [[1, 15, 3], [1, 7]].";

    /// <param name="path">The file; standard input where it is null or <c>-</c>.</param>
    /// <param name="streams">Standard input.</param>
    /// <exception cref="AttuneException">ATT4350: it cannot be read. ATT4352: it is not a list of lists of numbers.</exception>
    public static List<int[]> Read(string? path, Streams streams)
    {
        var file = NameOf(path);
        var text = InputText.Read(path ?? Streams.StandardInput, streams.OpenInput);
        try
        {
            using var json = JsonDocument.Parse(text);
            return Rows(json.RootElement, file);
        }
        catch (JsonException exception)
        {
            throw new AttuneException(
                ToolErrors.BadRow, "This is not valid JSON.", Form, file,
                (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1, exception);
        }
    }

    /// <exception cref="AttuneException">ATT4352: an id is not in the vocabulary, or a row is longer than the model can read.</exception>
    public static void Check(IReadOnlyList<int[]> rows, int vocabulary, int longest, string? path)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var id in rows[i])
            {
                if (id < 0 || id >= vocabulary)
                    throw Bad(NameOf(path), $"Row {i + 1} has the id {id}; the model has {vocabulary} tokens.", "Give ids of this model's tokenizer.");
            }

            if (rows[i].Length > longest)
                throw Bad(NameOf(path), $"Row {i + 1} has {rows[i].Length} tokens; the model reads at most {longest}.", "Shorten the row.");
        }
    }

    private static List<int[]> Rows(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Array)
            throw Bad(file, "This is not a list.", Form);
        var rows = new List<int[]>();
        foreach (var item in root.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Array)
                throw Bad(file, $"Row {rows.Count + 1} is not a list.", Form);
            var row = new List<int>();
            foreach (var id in item.EnumerateArray())
                row.Add(id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var value) ? value : throw Bad(file, $"Row {rows.Count + 1} has {id.GetRawText()}, which is no token id.", Form));
            rows.Add([.. row]);
        }

        return rows;
    }

    private static AttuneException Bad(string file, string fact, string remedy) => new(ToolErrors.BadRow, fact, remedy, file);

    private static string NameOf(string? path) => path is null or Streams.StandardInput ? "stdin" : path;
}
