using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Support;

/// <summary>Rows with what is expected of them, all answered by one process.</summary>
internal sealed class Suite
{
    private readonly StringBuilder _input = new();
    private readonly List<(string Name, string? Expected)> _rows = [];

    /// <summary>Adds a row; what is expected is null where the reference fails.</summary>
    public void Add(string name, JsonObject row, string? expected)
    {
        _input.Append(row.ToJsonString()).Append('\n');
        _rows.Add((name, expected));
    }

    /// <summary>Runs the tool over all rows and checks that all but the known ones are answered as expected.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="text">The text of an answer that is no error.</param>
    /// <param name="passed">How many rows agree.</param>
    /// <param name="knownDifferences">Numbers of the rows that do not, each with its reason at the call.</param>
    public void Check(string[] arguments, Func<JsonElement, string> text, int passed, params int[] knownDifferences)
    {
        var answers = AttuneTool.Run(arguments, _input.ToString()).Rows();
        Assert.Equal(_rows.Count, answers.Count);
        var failures = new List<(int Number, string Report)>();
        for (var i = 0; i < answers.Count; i++)
        {
            var actual = answers[i].TryGetProperty("error", out var error) ? null : text(answers[i]);
            if (actual != _rows[i].Expected)
                failures.Add((i, $"{i} {_rows[i].Name}: expected {_rows[i].Expected ?? "an error"}\n   gives {actual ?? error.GetString()}"));
        }

        var report = $"{answers.Count - failures.Count} agree\n" + string.Join('\n', failures.Select(failure => failure.Report));
        Assert.True(failures.Select(failure => failure.Number).SequenceEqual(knownDifferences), report);
        Assert.True(answers.Count - failures.Count == passed, report);
    }

    public static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(SharedData.Path(path)))!;

    public static IEnumerable<JsonObject> ReadLines(string path) =>
        File.ReadAllText(SharedData.Path(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());
}
