using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.Models;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Models;

/// <summary><c>attune model merge</c>: what is measured, what is refused, and bases that were kept in fewer bits.</summary>
public sealed class MergeTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");
    private const string Ids = "[[5,6,7],[9]]";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_the_merge_changed_is_measured_and_refused_beyond_the_limit()
    {
        Train(frozen: null);
        File.WriteAllText(_folder.File("ids.json"), Ids);
        var report = JsonDocument.Parse(Succeeds("merge", "--probes", _folder.File("ids.json"), "--out", _folder.File("merged"))).RootElement;
        Assert.Equal(4, report.GetProperty("tokens").GetInt32());
        Assert.InRange(report.GetProperty("mean_divergence").GetDouble(), 0, 1e-9);
        Assert.InRange(report.GetProperty("largest").GetDouble(), 1e-9, 1e-3);
        Assert.Equal(8, JsonDocument.Parse(Succeeds("merge", "--out", _folder.File("merged"))).RootElement.GetProperty("tokens").GetInt32());
        Refused(2, "--max-divergence is 0 or more", "merge", "--max-divergence", "-1", "--out", _folder.File("none"));
        File.WriteAllText(_folder.File("ids.json"), "[[1],[]]");
        Refused(1, "ATT4352", "merge", "--probes", _folder.File("ids.json"), "--out", _folder.File("none"));
        Assert.False(Directory.Exists(_folder.File("none")));
    }

    [Fact]
    public void An_adapter_of_a_base_in_four_bits_is_run_and_merged_on_these()
    {
        Train(FrozenStorage.Nf4);
        foreach (var command in (string[][])[["merge", "--out", _folder.File("merged")], ["logits"], ["generate"]])
            Refused(1, "--frozen nf4", command);
        Succeeds("merge", "--frozen", "nf4", "--out", _folder.File("merged"));
        var beside = Logits("--model", Tiny, "--adapter", _folder.File("adapter"), "--frozen", "nf4");
        var merged = Logits("--model", _folder.File("merged"));
        var whole = Logits("--model", Tiny);
        var scale = beside.Max(Math.Abs);
        Assert.InRange(Distance(beside, merged), 0, 1e-4 * scale); // the limit of MergeCheck
        Assert.InRange(Distance(beside, whole), 1e-2 * scale, scale);
        Assert.NotEqual(whole, Logits("--model", Tiny, "--frozen", "nf4"));
    }

    [Fact]
    public void Only_folders_of_decoders_are_kept_in_another_form()
    {
        Train(frozen: null);
        Assert.True(AttuneTool.Run(["model", "convert", "--model", Tiny, "--out", _folder.File("tiny.gguf")]).ExitCode == 0);
        var run = AttuneTool.Run(["model", "logits", "--model", _folder.File("tiny.gguf"), "--frozen", "nf4"], Ids);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ATT4382", run.Error, StringComparison.Ordinal);
        Refused(2, "--frozen is one of nf4,", "logits", "--frozen", "nf3");
    }

    public void Dispose() => _folder.Dispose();

    private void Train(FrozenStorage? frozen)
    {
        using var backend = new CpuBackend(1);
        var model = Model.Load(Tiny, backend, frozen);
        var adapter = Adapter.Attach(model, new LoraOptions(4, 8, 0, ["q_proj", "down_proj"]), 1);
        foreach (var parameter in adapter.Parameters)
        {
            var values = parameter.Value.AsSpan();
            for (var i = 0; i < values.Length; i++)
                values[i] = 0.1f * MathF.Sin(i);
        }

        adapter.Save(_folder.File("adapter"));
    }

    private string Succeeds(string command, params string[] options)
    {
        var run = AttuneTool.Run(["model", command, "--model", Tiny, "--adapter", _folder.File("adapter"), .. options], "{\"ids\":[5]}");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run.Output;
    }

    private void Refused(int code, string text, params string[] command)
    {
        var run = AttuneTool.Run(["model", command[0], "--model", Tiny, "--adapter", _folder.File("adapter"), .. command[1..]], Ids);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    private static float[] Logits(params string[] options)
    {
        var run = AttuneTool.Run(["model", "logits", "--full", .. options], Ids);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("logits").EnumerateArray().SelectMany(row => row.EnumerateArray())
            .SelectMany(position => position.EnumerateArray()).Select(number => number.GetSingle())];
    }

    private static float Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
