using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Models;

/// <summary><c>attune model logits</c> as people use it to compare models.</summary>
public sealed class LogitsTests
{
    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");

    [Fact]
    public void All_logits_have_a_place_for_row_position_and_token()
    {
        var run = AttuneTool.Run(["model", "logits", "--model", Tiny, "--full"], "[[5,6,7],[5],[]]");
        Assert.True(run.ExitCode == 0, run.Error);
        var logits = JsonDocument.Parse(run.Output).RootElement.GetProperty("logits");
        Assert.Equal([3, 1, 0], logits.EnumerateArray().Select(row => row.GetArrayLength()));
        var vocabulary = JsonDocument.Parse(File.ReadAllText(Path.Combine(Tiny, "config.json"))).RootElement.GetProperty("vocab_size").GetInt32();
        Assert.All(logits.EnumerateArray().SelectMany(row => row.EnumerateArray()), position => Assert.Equal(vocabulary, position.GetArrayLength()));
        // A row's first position does not see what follows it, nor the other rows.
        Assert.Equal(logits[0][0].GetRawText(), logits[1][0].GetRawText());
    }

    [Fact]
    public void The_highest_are_those_of_all()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("ids.json"), "[[9,10]]");
        var full = JsonDocument.Parse(AttuneTool.Run(["model", "logits", "--model", Tiny, "--ids", folder.File("ids.json"), "--full"]).Output);
        var top = JsonDocument.Parse(AttuneTool.Run(["model", "logits", "--model", Tiny, "--ids", folder.File("ids.json"), "--top", "3"]).Output);
        var all = full.RootElement.GetProperty("logits")[0][1].EnumerateArray().Select(number => number.GetSingle()).ToArray();
        var best = top.RootElement.GetProperty("top")[0][1].EnumerateArray().ToArray();
        Assert.Equal(all.OrderByDescending(logit => logit).Take(3), best.Select(entry => entry.GetProperty("logit").GetSingle()));
        Assert.All(best, entry => Assert.Equal(all[entry.GetProperty("id").GetInt32()], entry.GetProperty("logit").GetSingle()));
    }

    [SharedFact("golden/models/llama")]
    public void They_are_those_of_the_reference()
    {
        var folder = SharedData.Path("golden/models", "llama");
        using var golden = Attune.Models.SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var batch = expected.RootElement.GetProperty("batch");
        var length = batch.GetProperty("lengths")[0].GetInt32();
        var ids = batch.GetProperty("input_ids")[0].EnumerateArray().Take(length).Select(id => id.GetInt32()).ToArray();
        var run = AttuneTool.Run(["model", "logits", "--model", folder, "--full"], JsonSerializer.Serialize(new[] { ids }));
        Assert.True(run.ExitCode == 0, run.Error);
        var row = JsonDocument.Parse(run.Output).RootElement.GetProperty("logits")[0];
        var want = golden.ReadArray("logits");
        var vocabulary = row[0].GetArrayLength();
        for (var t = 0; t < length; t++)
        {
            for (var v = 0; v < vocabulary; v++)
                Assert.True(Math.Abs(row[t][v].GetSingle() - want[(t * vocabulary) + v]) <= 5e-5f, $"position {t}, token {v}"); // as the README of golden/models derives it
        }
    }

    [Theory]
    [InlineData("[[1,2", "This is not valid JSON.")]
    [InlineData("{\"ids\":[]}", "This is not a list.")]
    [InlineData("[1,2]", "Row 1 is not a list.")]
    [InlineData("[[1],[1.5]]", "Row 2 has 1.5, which is no token id.")]
    [InlineData("[[99999999]]", "Row 1 has the id 99999999;")]
    [InlineData("[[-1]]", "Row 1 has the id -1;")]
    public void Wrong_ids_are_named(string ids, string fact)
    {
        var run = AttuneTool.Run(["model", "logits", "--model", Tiny], ids);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("stdin", run.Error, StringComparison.Ordinal);
        Assert.Contains("error ATT4352: " + fact, run.Error, StringComparison.Ordinal);
    }
}
