using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.Models;
using Attune.Tensors;
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

    [SharedTheory("golden/adapters")]
    [InlineData("dora", "base-llama")]
    [InlineData("lora-bias-all-gpt2", "base-gpt2")]
    [InlineData("prefix", "base-llama")]
    [InlineData("prompt", "base-llama")]
    public void With_an_adapter_they_are_those_of_PEFT(string adapter, string model)
    {
        using var batch = Attune.Models.SafetensorsFile.Open(SharedData.Path("golden/adapters", "batch.safetensors"));
        using var golden = Attune.Models.SafetensorsFile.Open(SharedData.Path("golden/adapters", adapter, "expected.safetensors"));
        var columns = (int)batch.Tensors["input_ids"].Dimensions[1];
        var (rows, places, vocabulary) = ((int)batch.Tensors["input_ids"].Dimensions[0], golden.Tensors["logits"].Dimensions[1], golden.Tensors["logits"].Dimensions[2]);
        int[][] ids = [.. batch.ReadArray("input_ids").Select(id => (int)id).Chunk(columns)];
        int[] lengths = [.. batch.ReadArray("attention_mask").Chunk(columns).Select(mask => (int)mask.Sum())];
        string[] folders = ["--model", SharedData.Path("golden/adapters", model), "--adapter", SharedData.Path("golden/adapters", adapter)];
        var run = AttuneTool.Run(["model", "logits", .. folders, "--full"], JsonSerializer.Serialize(ids.Select((row, i) => row[..lengths[i]])));
        Assert.True(run.ExitCode == 0, run.Error);
        var own = JsonDocument.Parse(run.Output).RootElement.GetProperty("logits");
        var want = golden.ReadArray("logits");
        for (var row = 0; row < rows; row++)
        {
            for (var t = 0; t < lengths[row]; t++)
            {
                // Virtual tokens stand first in the golden rows and have no place in ours.
                var start = ((row * places) + places - columns + t) * vocabulary;
                for (var v = 0; v < vocabulary; v++)
                    Assert.True(Math.Abs(own[row][t][v].GetSingle() - want[start + v]) <= 5e-5f, $"row {row}, position {t}, token {v}");
            }
        }
    }

    [SharedTheory("golden/encoders")]
    [InlineData("bert", "sequence-classification", "single_label_classification.logits")]
    [InlineData("modernbert", "token-classification", "token_classification.logits")]
    [InlineData("electra", "base", "base.last_hidden_state")]
    public void Encoders_answer_with_what_their_head_makes_of_a_row(string family, string head, string name)
    {
        var folder = SharedData.Path("golden/encoders", family);
        using var golden = Attune.Models.SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        var columns = (int)golden.Tensors["inputs.input_ids"].Dimensions[1];
        string[] Numbers(string key) => [.. SafetensorsNumbers(golden, key).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        using var texts = new TemporaryFolder();
        // Row 0 is full: no padding stands in it.
        var takesTypes = golden.Tensors.ContainsKey("inputs.token_type_ids");
        if (takesTypes)
            File.WriteAllText(texts.File("types.json"), $"[[{string.Join(",", Numbers("inputs.token_type_ids")[..columns])}]]");
        var run = AttuneTool.Run(
            ["model", "logits", "--model", Path.Combine(folder, head), "--full", .. takesTypes ? ["--types", texts.File("types.json")] : Array.Empty<string>()],
            $"[[{string.Join(",", Numbers("inputs.input_ids")[..columns])}]]");
        Assert.True(run.ExitCode == 0, run.Error);
        var row = JsonDocument.Parse(run.Output).RootElement.GetProperty("logits")[0];
        float[] own = [.. row.EnumerateArray().SelectMany(item => item.ValueKind == JsonValueKind.Array ? item.EnumerateArray().Select(number => number.GetSingle()) : [item.GetSingle()])];
        Assert.Equal(golden.ReadArray(name)[..own.Length], own, (want, got) => Math.Abs(want - got) <= 2e-5f); // as the README of golden/encoders says
    }

    [Fact]
    public void Encoders_take_an_adapter()
    {
        using var folder = new TemporaryFolder();
        using var backend = new CpuBackend(1);
        var model = EncoderModel.Initialize(
            new EncoderConfiguration
            {
                Architecture = "BertForSequenceClassification",
                VocabularySize = 32,
                HiddenSize = 16,
                EmbeddingSize = 16,
                IntermediateSize = 24,
                LayerCount = 2,
                HeadCount = 2,
                MaxPositions = 16,
                TokenTypeCount = 2,
                InitializerRange = 0.3,
            },
            backend, seed: 5);
        EncoderModel.Save(model, folder.File("base"));
        var adapter = EncoderAdapter.Attach(model, new LoraOptions(4, 8, 0, ["query", "value"]), seed: 1);
        foreach (var parameter in adapter.Parameters)
            parameter.Value.AsSpan().Fill(0.1f);
        adapter.Save(folder.File("adapter"));
        float[] expected;
        using (Gradients.Off())
            expected = model.Logits(PackedTokens.Pack([[2, 5, 9, 3]])).ToArray();

        var run = AttuneTool.Run(["model", "logits", "--model", folder.File("base"), "--adapter", folder.File("adapter"), "--full"], "[[2,5,9,3]]");
        Assert.True(run.ExitCode == 0, run.Error);
        var row = JsonDocument.Parse(run.Output).RootElement.GetProperty("logits")[0];
        Assert.Equal(expected, row.EnumerateArray().Select(number => number.GetSingle()));
    }

    private static long[] SafetensorsNumbers(Attune.Models.SafetensorsFile file, string key) => [.. file.ReadArray(key).Select(number => (long)number)];

    [Fact]
    public void A_folder_without_a_tokenizer_goes_on_from_ids()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["config.json", "model.safetensors"])
            File.Copy(Path.Combine(Tiny, file), folder.File(file));
        string[] options = ["--max-tokens", "5", "--ignore-stops"];
        var whole = JsonDocument.Parse(AttuneTool.Run(["model", "generate", "--model", Tiny, .. options], "{\"ids\":[5,6,7]}").Output).RootElement;
        var run = AttuneTool.Run(["model", "generate", "--model", folder.Path, .. options], "{\"ids\":[5,6,7]}\n{\"prompt\":\"hi\"}\n{\"ids\":[99999]}");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal(whole.GetProperty("ids").GetRawText(), lines[0].GetProperty("ids").GetRawText());
        Assert.False(lines[0].TryGetProperty("text", out _));
        Assert.Contains("comes with no tokenizer", lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("The id 99999 is not one of", lines[2].GetProperty("error").GetString(), StringComparison.Ordinal);
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
