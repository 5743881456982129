using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.Models;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Models;

/// <summary>What <c>attune model</c> does with encoders, and what it says where it does nothing.</summary>
public sealed class EncoderCommandTests : IDisposable
{
    private const string Ids = "[[2,5,9,3],[2,7,3]]";

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public EncoderCommandTests()
    {
        _model = _folder.File("model");
        using var backend = new CpuBackend(1);
        EncoderModel.Save(EncoderModel.Initialize(Bert, backend, 1), _model);
        File.WriteAllText(Path.Combine(_model, "vocab.txt"), "[PAD]\n[UNK]\n");
    }

    private static EncoderConfiguration Bert => new()
    {
        Architecture = "BertForSequenceClassification",
        VocabularySize = 32,
        HiddenSize = 16,
        IntermediateSize = 24,
        LayerCount = 2,
        HeadCount = 2,
        MaxPositions = 20,
        EmbeddingSize = 16,
        TokenTypeCount = 2,
        InitializerRange = 0.3,
        HasPooler = true,
        Labels = new LabelOptions { Names = ["bad", "good", "mixed"] },
    };

    [Fact]
    public void Info_counts_what_is_stored()
    {
        var info = JsonDocument.Parse(Succeeds("info", "--model", _model)).RootElement;
        Assert.Equal("BertForSequenceClassification", info.GetProperty("architecture").GetString());
        Assert.Equal(["bad", "good", "mixed"], info.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(info.GetProperty("parameters").GetInt64(), info.GetProperty("stored").EnumerateObject().Sum(type => type.Value.GetProperty("numbers").GetInt64()));
    }

    [Fact]
    public void Converted_it_has_its_numbers_and_its_tokenizer()
    {
        Succeeds("convert", "--model", _model, "--out", _folder.File("half"), "--type", "BF16");
        Succeeds("convert", "--model", _folder.File("half"), "--out", _folder.File("again"));
        Assert.Equal(Logits(_folder.File("half")), Logits(_folder.File("again")));
        Assert.NotEqual(Logits(_model), Logits(_folder.File("again")));
        Assert.True(File.Exists(Path.Combine(_folder.File("again"), "vocab.txt")));
    }

    [Fact]
    public void An_adapter_is_merged()
    {
        using (var backend = new CpuBackend(1))
        {
            var adapter = EncoderAdapter.Attach(EncoderModel.Load(_model, backend), new LoraOptions(4, 8, 0, ["query", "output.dense"]), 1);
            foreach (var parameter in adapter.Parameters)
            {
                var values = parameter.Value.AsSpan();
                for (var i = 0; i < values.Length; i++)
                    values[i] += 0.2f * MathF.Sin(i);
            }

            adapter.Save(_folder.File("adapter"));
        }

        var report = JsonDocument.Parse(Succeeds("merge", "--model", _model, "--adapter", _folder.File("adapter"), "--out", _folder.File("merged"))).RootElement;
        Assert.InRange(report.GetProperty("mean_divergence").GetDouble(), 0, 1e-9);
        var (beside, merged) = (Logits(_model, "--adapter", _folder.File("adapter")), Logits(_folder.File("merged")));
        var scale = beside.Max(Math.Abs);
        Assert.All(beside.Zip(merged), pair => Assert.InRange(pair.First - pair.Second, -1e-4 * scale, 1e-4 * scale)); // the limit of MergeCheck
        Assert.NotEqual(Logits(_model), merged);
    }

    [Theory]
    [InlineData("generate", "--model", "{model}")]
    [InlineData("quantize", "--model", "{model}", "--out", "{model}.gguf", "--type", "Q8_0")]
    [InlineData("diff", "{model}", "{model}")]
    public void What_is_for_decoders_says_so(params string[] command)
    {
        var run = AttuneTool.Run(["model", .. command.Select(word => word.Replace("{model}", _model, StringComparison.Ordinal))], "{\"ids\":[2]}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error ATT4104: 'BertForSequenceClassification' is an encoder", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Succeeds(params string[] command)
    {
        var run = AttuneTool.Run(["model", .. command], Ids);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run.Output;
    }

    private static float[] Logits(string model, params string[] options) =>
        [.. JsonDocument.Parse(Succeeds(["logits", "--full", "--model", model, .. options])).RootElement.GetProperty("logits").EnumerateArray()
            .SelectMany(row => row.EnumerateArray()).Select(number => number.GetSingle())];
}
