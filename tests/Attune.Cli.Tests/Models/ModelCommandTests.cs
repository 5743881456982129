using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.Models;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Models;

/// <summary>The commands that look into models, convert, compare and run them, on the model that ships with Attune.</summary>
public sealed class ModelCommandTests
{
    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");

    [Fact]
    public void Info_counts_what_is_stored()
    {
        var info = Json(AttuneTool.Run(["model", "info", "--model", Tiny]))[0];
        Assert.Equal("safetensors", info.GetProperty("format").GetString());
        Assert.Equal("LlamaForCausalLM", info.GetProperty("architecture").GetString());
        var stored = info.GetProperty("stored").EnumerateObject().ToList();
        Assert.Equal(info.GetProperty("parameters").GetInt64(), stored.Sum(type => type.Value.GetProperty("numbers").GetInt64()));
    }

    [Fact]
    public void There_and_back_again_a_model_is_the_same()
    {
        using var folder = new TemporaryFolder();
        var (file, again) = (folder.File("tiny.gguf"), folder.File("again"));
        Succeeds(["model", "convert", "--model", Tiny, "--out", file, "--type", "BF16"]);
        Succeeds(["model", "convert", "--model", file, "--out", again, "--type", "BF16"]);
        var lines = Json(AttuneTool.Run(["model", "diff", Tiny, again, "--ids", "-"], "[[5,6,7,8]]"));
        Assert.Equal(0, lines[^2].GetProperty("different").GetInt32());
        Assert.Equal(0, lines[^1].GetProperty("largest").GetDouble());
        Assert.Equal(4, lines[^1].GetProperty("same_first").GetInt32());

        const string row = """{"messages":[{"role":"user","content":"How many 17 are in 1717?\n\n  12  and 3"}]}""";
        string[] rest = ["--max-tokens", "8"];
        var answers = new[] { Tiny, file, again }.Select(model => AttuneTool.Run(["model", "generate", "--model", model, .. rest], row).Output).ToList();
        Assert.Contains("\"ids\":[", answers[0], StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal("gguf", Json(AttuneTool.Run(["model", "info", "--model", file]))[0].GetProperty("format").GetString());
    }

    [Fact]
    public void Quantized_it_is_close()
    {
        using var folder = new TemporaryFolder();
        Succeeds(["model", "quantize", "--model", Tiny, "--out", folder.File("tiny.gguf"), "--type", "q8_0"]);
        var lines = Json(AttuneTool.Run(["model", "diff", Tiny, folder.File("tiny.gguf"), "--summary"]));
        Assert.Single(lines);
        Assert.True(lines[0].GetProperty("different").GetInt32() > 0);
        Assert.InRange(lines[0].GetProperty("largest").GetDouble(), 1e-6, 0.05);
        Succeeds(["model", "quantize", "--model", folder.File("tiny.gguf"), "--out", folder.File("smaller.gguf"), "--type", "Q4_0"]);
        Assert.True(new FileInfo(folder.File("smaller.gguf")).Length < new FileInfo(folder.File("tiny.gguf")).Length);
    }

    [Fact]
    public void Activations_are_rounded_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var (file, half) = (folder.File("tiny.gguf"), folder.File("half.gguf"));
        Succeeds(["model", "quantize", "--model", Tiny, "--out", file, "--type", "q8_0"]);
        Succeeds(["model", "convert", "--model", Tiny, "--out", half, "--type", "F16"]);
        string Logits(string path, params string[] options)
        {
            var run = AttuneTool.Run(["model", "logits", "--model", path, "--full", .. options], "[[5,6,7]]");
            Assert.True(run.ExitCode == 0, run.Error);
            return run.Output;
        }

        Assert.Equal(Logits(file), Logits(file, "--activations", "float32"));
        Assert.NotEqual(Logits(file), Logits(file, "--activations", "int8"));
        Assert.Equal(Logits(file, "--activations", "int8", "--threads", "1"), Logits(file, "--activations", "int8", "--threads", "3"));
        Assert.Equal(Logits(half), Logits(half, "--activations", "int8"));
        foreach (var command in (string[][])[["generate"], ["score", folder.File("rows.jsonl"), "--summary"]])
        {
            File.WriteAllText(folder.File("rows.jsonl"), "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Blue.\"}]}\n");
            var run = AttuneTool.Run(["model", .. command, "--model", file, "--activations", "int8"], "{\"ids\":[5,6,7]}");
            Assert.True(run.ExitCode == 0, run.Error);
        }
    }

    [Fact]
    public void Only_quantized_files_multiply_rounded_activations()
    {
        var run = AttuneTool.Run(["model", "logits", "--model", Tiny, "--activations", "int8"], "[[5,6,7]]");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ATT4381", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, AttuneTool.Run(["model", "logits", "--model", Tiny, "--activations", "int4"], "[[5,6,7]]").ExitCode);
    }

    [Fact]
    public void Score_is_the_loss_of_what_is_supervised()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("rows.jsonl"), """
            {"messages":[{"role":"user","content":"Name a colour."},{"role":"assistant","content":"Blue."}]}
            {"messages":[{"role":"user","content":"Name a fish."},{"role":"assistant","content":"Trout, of course."}]}
            """);
        var lines = Json(AttuneTool.Run(["model", "score", folder.File("rows.jsonl"), "--model", Tiny]));
        Assert.Equal(3, lines.Count);
        var (sum, supervised) = (0.0, 0);
        foreach (var line in lines[..2])
        {
            supervised += line.GetProperty("supervised").GetInt32();
            sum += line.GetProperty("supervised").GetInt32() * line.GetProperty("loss").GetDouble();
        }

        Assert.Equal(supervised, lines[2].GetProperty("supervised").GetInt32());
        Assert.Equal(sum / supervised, lines[2].GetProperty("loss").GetDouble(), 1e-9);
    }

    [Fact]
    public void A_file_that_is_no_model_is_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("not.gguf"), "version https://git-lfs.github.com/spec/v1");
        var run = AttuneTool.Run(["model", "info", "--model", folder.File("not.gguf")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error ATT4120: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_other_shapes_are_not_compared_whichever_comes_first()
    {
        using TemporaryFolder small = new(), deep = new();
        var tiny = ModelConfigurationFile.Read(Path.Combine(Tiny, "config.json"));
        using var backend = new CpuBackend(1);
        Model.Save(Model.Initialize(tiny with { LayerCount = 1 }, backend, 1), small.Path);
        Model.Save(Model.Initialize(tiny with { LayerCount = 2 }, backend, 1), deep.Path);
        foreach (var (a, b) in ((string, string)[])[(small.Path, deep.Path), (deep.Path, small.Path)])
        {
            var run = AttuneTool.Run(["model", "diff", a, b]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("error ATT4380: ", run.Error, StringComparison.Ordinal);
            Assert.Contains("'model.layers.1.", run.Error, StringComparison.Ordinal);
            Assert.Contains(small.Path, run.Error, StringComparison.Ordinal);
        }
    }

    private static void Succeeds(string[] arguments)
    {
        var run = AttuneTool.Run(arguments);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    private static List<JsonElement> Json(ToolRun run)
    {
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }
}
