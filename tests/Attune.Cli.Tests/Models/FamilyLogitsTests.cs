using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Models;

/// <summary>The logits that people compare are those behind caps and factors, whatever the family.</summary>
public sealed class FamilyLogitsTests
{
    [SharedTheory("golden/models")]
    [InlineData("gemma2")]
    [InlineData("gpt2")]
    [InlineData("phi3")]
    public void They_are_those_of_the_reference(string family)
    {
        var folder = SharedData.Path("golden/models", family);
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
}
