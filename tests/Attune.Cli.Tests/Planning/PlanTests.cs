using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Planning;

/// <summary><c>attune plan</c>: counted from config.json alone.</summary>
public sealed class PlanTests
{
    private const string Llama2 = """
        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 32000, "hidden_size": 4096, "num_hidden_layers": 32,
         "num_attention_heads": 32, "num_key_value_heads": 32, "intermediate_size": 11008, "tie_word_embeddings": false,
         "max_position_embeddings": 4096, "rms_norm_eps": 1e-5, "hidden_act": "silu", "initializer_range": 0.02}
        """;

    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");

    /// <summary>The figures that PEFT prints for this model and adapter.</summary>
    [Fact]
    public void An_adapter_of_a_model_of_seven_billion_is_counted_without_weights()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), Llama2);
        var plan = Plan("--model", folder.Path, "--rank", "8", "--targets", "q_proj,v_proj");
        Assert.Equal(4_194_304, plan.GetProperty("trainableParameters").GetInt64());
        Assert.Equal(6_742_609_920, plan.GetProperty("parameters").GetInt64());
        Assert.Equal(4 * 4_194_304, plan.GetProperty("artifactBytes").GetInt64());
        Assert.Equal(4 * 6_742_609_920, plan.GetProperty("weightBytes").GetInt64());
        Assert.False(plan.TryGetProperty("leastSeconds", out _));
    }

    [Fact]
    public void A_GGUF_file_is_counted_like_its_folder()
    {
        using var folder = new TemporaryFolder();
        var run = AttuneTool.Run(["model", "quantize", "--model", Tiny, "--out", folder.File("tiny.gguf"), "--type", "Q8_0"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(Plan("--model", Tiny, "--rank", "4").GetRawText(), Plan("--model", folder.File("tiny.gguf"), "--rank", "4").GetRawText());
    }

    /// <summary>Recorded counts of PEFT, each with the adapter's own file.</summary>
    [SharedFact("golden/adapters/parameter_counts.json")]
    public void Adapters_are_counted_as_PEFT_counts_them()
    {
        using var folder = new TemporaryFolder();
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "adapters", "parameter_counts.json")));
        int counted = 0;
        foreach (var item in golden.RootElement.GetProperty("counts").EnumerateArray())
        {
            if (item.GetProperty("architecture").GetString() != "LlamaForCausalLM")
                continue;
            var configuration = JsonNode.Parse(Llama2)!.AsObject();
            foreach (var entry in item.GetProperty("config").EnumerateObject())
                configuration[entry.Name] = JsonNode.Parse(entry.Value.GetRawText());
            File.WriteAllText(folder.File("config.json"), configuration.ToJsonString());
            File.WriteAllText(folder.File("adapter_config.json"), JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["peft_type"] = "LORA",
                ["r"] = item.GetProperty("rank").GetInt32(),
                ["lora_alpha"] = 16,
                ["target_modules"] = item.GetProperty("target_modules"),
            }));
            var plan = Plan("--model", folder.Path, "--adapter", folder.Path);
            Assert.Equal(item.GetProperty("peft_trainable").GetInt64(), plan.GetProperty("trainableParameters").GetInt64());
            Assert.Equal(item.GetProperty("peft_all").GetInt64(), plan.GetProperty("parameters").GetInt64());
            counted++;
        }

        Assert.Equal(6, counted);
    }

    [Fact]
    public void Modules_that_are_trained_whole_have_gradients_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), Llama2.Replace("\"num_hidden_layers\": 32", "\"num_hidden_layers\": 2", StringComparison.Ordinal));
        File.WriteAllText(
            folder.File("adapter_config.json"),
            """{"peft_type": "LORA", "r": 8, "lora_alpha": 16, "target_modules": ["q_proj"], "modules_to_save": ["lm_head"]}""");
        var plan = Plan("--model", folder.Path, "--adapter", folder.Path);
        long trained = (32000L * 4096) + (2 * 8 * 2 * 4096);
        Assert.Equal(trained, plan.GetProperty("trainableParameters").GetInt64());
        Assert.Equal(4 * trained, plan.GetProperty("gradientBytes").GetInt64());
    }

    [Theory]
    [InlineData("adamw", 2)]
    [InlineData("sgd", 0)]
    [InlineData("lion", 1)]
    public void What_an_optimizer_keeps_is_counted(string optimizer, int numbers)
    {
        var plan = Plan("--model", Path.Combine(Tiny, "config.json"), "--optimizer", optimizer);
        long all = plan.GetProperty("parameters").GetInt64();
        Assert.Equal(all, plan.GetProperty("trainableParameters").GetInt64());
        Assert.Equal(4 * all, plan.GetProperty("gradientBytes").GetInt64());
        Assert.Equal(4 * all * numbers, plan.GetProperty("optimizerBytes").GetInt64());
        Assert.Equal(4 * all * (numbers + 1), plan.GetProperty("checkpointBytes").GetInt64());
    }

    [Theory]
    [InlineData("adamw")]
    [InlineData("adamw_8bit")]
    public void State_in_a_file_is_counted_apart(string optimizer)
    {
        var (plain, paged) = (Plan("--model", Tiny, "--optimizer", optimizer), Plan("--model", Tiny, "--optimizer", optimizer, "--paged"));
        Assert.Equal(plain.GetProperty("optimizerBytes").GetInt64(), paged.GetProperty("pagedBytes").GetInt64());
        Assert.Equal((0, 0), (plain.GetProperty("pagedBytes").GetInt64(), paged.GetProperty("optimizerBytes").GetInt64()));
        Assert.Equal(plain.GetProperty("checkpointBytes").GetInt64(), paged.GetProperty("checkpointBytes").GetInt64());
    }

    [Fact]
    public void A_frozen_base_in_four_bits_and_layers_computed_once_more_take_less()
    {
        var plain = Plan("--model", Tiny, "--rank", "4");
        var four = Plan("--model", Tiny, "--rank", "4", "--frozen", "nf4");
        var recomputed = Plan("--model", Tiny, "--rank", "4", "--recompute");
        Assert.InRange(four.GetProperty("weightBytes").GetInt64(), 1, plain.GetProperty("weightBytes").GetInt64() - 1);
        Assert.Equal(plain.GetProperty("activationBytes").GetInt64(), four.GetProperty("activationBytes").GetInt64());
        Assert.InRange(recomputed.GetProperty("activationBytes").GetInt64(), 1, plain.GetProperty("activationBytes").GetInt64() - 1);
        Assert.Equal(plain.GetProperty("peakBytes").GetInt64() + plain.GetProperty("processBytes").GetInt64(), plain.GetProperty("residentBytes").GetInt64());
    }

    [Fact]
    public void The_least_time_and_cost_follow_from_the_peak()
    {
        var plan = Plan("--model", Tiny, "--tokens", "1e9", "--peak", "100", "--price", "3.6");
        double seconds = 1e9 * plan.GetProperty("flopsPerToken").GetDouble() / 100e9;
        Assert.Equal(seconds, plan.GetProperty("leastSeconds").GetDouble(), seconds * 1e-9);
        Assert.Equal(seconds / 1000, plan.GetProperty("leastCost").GetDouble(), seconds * 1e-9);
        var measured = Plan("--model", Tiny, "--tokens", "1000");
        Assert.InRange(measured.GetProperty("peakFlops").GetDouble(), 1e8, 1e14);
    }

    [Fact]
    public void People_read_lines()
    {
        var run = AttuneTool.Run(["plan", "--model", Tiny, "--rank", "4", "--tokens", "1e6", "--peak", "50", "--price", "1"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["parameters", "checkpoint", "memory", "compute", "time", "cost"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData("--rank", "-1")]
    [InlineData("--supervised", "0")]
    [InlineData("--optimizer", "adam2")]
    [InlineData("--tokens", "0")]
    [InlineData("--price", "-1")]
    [InlineData("--frozen", "nf3")]
    [InlineData("--frozen", "nf4")] // of nothing: without an adapter no weight is frozen
    public void Wrong_usage_is_said(string option, string value)
    {
        var run = AttuneTool.Run(["plan", "--model", Tiny, option, value]);
        Assert.Equal((2, true), (run.ExitCode, run.Error.Contains(option, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_model_and_a_wrong_target_are_errors_with_a_code()
    {
        Assert.Contains("error ATT41", Failure("--model", "nowhere"), StringComparison.Ordinal);
        Assert.Contains("error ATT4152", Failure("--model", Tiny, "--rank", "2", "--targets", "no_such_layer"), StringComparison.Ordinal);
    }

    private static string Failure(params string[] arguments)
    {
        var run = AttuneTool.Run(["plan", .. arguments]);
        Assert.Equal(1, run.ExitCode);
        return run.Error;
    }

    private static JsonElement Plan(params string[] arguments)
    {
        var run = AttuneTool.Run(["plan", .. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
