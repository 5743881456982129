using Attune.TestSupport;

namespace Attune.Models.Tests.Configuration;

public class ModelConfigurationTests
{
    private const string Small = """
        {
          "architectures": ["LlamaForCausalLM"], "vocab_size": 32, "hidden_size": 16, "intermediate_size": 24,
          "num_hidden_layers": 1, "num_attention_heads": 4, "max_position_embeddings": 64
        """;

    [SharedTheory("golden/models/llama")]
    [InlineData("llama")]
    [InlineData("llama-tied")]
    [InlineData("llama-rope-scaled")]
    public void Both_spellings_mean_the_same_and_survive_writing(string model)
    {
        using var folder = new TemporaryFolder();
        var five = ModelConfigurationFile.Read(SharedData.Path("golden/models", model, "config.json"));
        var four = ModelConfigurationFile.Read(SharedData.Path("golden/models", model, "config.v4.json"));
        ModelConfigurationFile.Write(five, folder.File("config.json"));
        var back = ModelConfigurationFile.Read(folder.File("config.json"));
        IReadOnlyList<int> none = [];
        Assert.Equal(five with { EndTokenIds = none }, four with { EndTokenIds = none });
        Assert.Equal(five with { EndTokenIds = none }, back with { EndTokenIds = none });
        Assert.Equal(five.EndTokenIds, four.EndTokenIds);
        Assert.Equal(five.EndTokenIds, back.EndTokenIds);
        Assert.NotEmpty(five.EndTokenIds);
    }

    [Fact]
    public void Absent_keys_have_the_defaults_of_the_reference()
    {
        var c = Read("\uFEFF" + Small + "}"); // editors may put a byte order mark before it
        Assert.Equal((4, 4, 1e-6, 0.02, false, false, false), (c.KeyValueHeadCount, c.HeadDimension, c.RmsNormEpsilon, c.InitializerRange, c.TieWordEmbeddings, c.AttentionBias, c.MlpBias));
        Assert.Equal(new RotaryOptions(), c.Rotary);
        Assert.Empty(c.EndTokenIds);
        Assert.Null(c.BeginTokenId);
    }

    [Theory]
    [InlineData("""{"architectures": ["FalconForCausalLM"]}""", "ATT4104", "LlamaForCausalLM")]
    [InlineData("{}", "ATT4104", "names no architecture")]
    [InlineData("[1]", "ATT4103", "not a JSON object")]
    [InlineData("{\"architectures\": [", "ATT4103", "not valid JSON")]
    [InlineData("""{"architectures": ["LlamaForCausalLM"]}""", "ATT4103", "'hidden_size' is missing")]
    [InlineData(Small + """, "head_dim": 2.5}""", "ATT4103", "'head_dim' is 2.5")]
    [InlineData(Small + """, "head_dim": 3}""", "ATT4103", "even")]
    [InlineData(Small + """, "num_key_value_heads": 3}""", "ATT4103", "3 key-value heads")]
    [InlineData(Small + """, "eos_token_id": [1, 32]}""", "ATT4103", "32")]
    [InlineData(Small + """, "tie_word_embeddings": "yes"}""", "ATT4103", "true or false")]
    [InlineData(Small + """, "hidden_act": "gelu"}""", "ATT4105", "hidden_act")]
    [InlineData(Small + """, "attention_dropout": 0.1}""", "ATT4105", "attention_dropout")]
    [InlineData(Small + """, "quantization_config": {"bits": 4}}""", "ATT4105", "quantization_config")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "yarn", "factor": 2}}""", "ATT4105", "yarn")]
    [InlineData(Small + """, "rope_parameters": {"rope_type": "default", "partial_rotary_factor": 0.5}}""", "ATT4105", "partial_rotary_factor")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 5, "original_max_position_embeddings": 8}}""", "ATT4103", "high_freq_factor")]
    public void What_cannot_be_computed_is_refused(string json, string code, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Read(json));
        Assert.Equal(code, error.Code);
        Assert.Contains(fact, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.File);
    }

    [Fact]
    public void Harmless_values_of_unsupported_settings_pass()
    {
        var c = Read(Small + """, "hidden_act": "silu", "attention_dropout": 0.0, "sliding_window": null, "unknown_key": 7, "pad_token_id": -1}""");
        Assert.Null(c.PadTokenId);
    }

    private static ModelConfiguration Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), json);
        return ModelConfigurationFile.Read(folder.File("config.json"));
    }
}
