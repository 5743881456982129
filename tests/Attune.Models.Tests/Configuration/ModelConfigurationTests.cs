using System.Text.Json;
using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Configuration;

public class ModelConfigurationTests
{
    private const string Small = """
        {
          "architectures": ["LlamaForCausalLM"], "vocab_size": 32, "hidden_size": 16, "intermediate_size": 24,
          "num_hidden_layers": 1, "num_attention_heads": 4, "max_position_embeddings": 64
        """;

    public static TheoryData<string> GoldenNames => [.. GoldenModel.Names];

    [SharedTheory("golden/models/llama")]
    [MemberData(nameof(GoldenNames))]
    public void Both_spellings_mean_the_same_and_survive_writing(string model)
    {
        using var folder = new TemporaryFolder();
        var five = ModelConfigurationFile.Read(SharedData.Path("golden/models", model, "config.json"));
        var four = ModelConfigurationFile.Read(SharedData.Path("golden/models", model, "config.v4.json"));
        ModelConfigurationFile.Write(five, folder.File("config.json"));
        var back = ModelConfigurationFile.Read(folder.File("config.json"));
        Assert.Equal(Text(five), Text(four));
        Assert.Equal(Text(five), Text(back));
        Assert.NotEmpty(five.EndTokenIds);
    }

    [Fact]
    public void Absent_keys_have_the_defaults_of_the_reference()
    {
        var c = Read("\uFEFF" + Small + "}"); // editors may put a byte order mark before it
        Assert.Equal((4, 4, 1e-6, 0.02, false, false, false), (c.KeyValueHeadCount, c.HeadDimension, c.NormEpsilon, c.InitializerRange, c.TieWordEmbeddings, c.Attention.InputBias, c.Mlp.Bias));
        Assert.Equal(new RotaryOptions(), c.Rotary);
        Assert.Equal([2], c.EndTokenIds);
        Assert.Equal(1, c.BeginTokenId);
        Assert.Null(c.PadTokenId);
    }

    [Theory]
    [InlineData("""{"architectures": ["FalconForCausalLM"]}""", "ATT4104", "The nearest is GPTNeoXForCausalLM")]
    [InlineData("""{"architectures": ["OPTForCausalLM"]}""", "ATT4104", "The nearest is GPT2LMHeadModel")]
    [InlineData("""{"architectures": ["CohereForCausalLM"]}""", "ATT4104", "The nearest is LlamaForCausalLM")]
    [InlineData("""{"architectures": ["Qwen3MoeForCausalLM"]}""", "ATT4104", "The nearest is Qwen2MoeForCausalLM")]
    [InlineData("""{"architectures": ["Gemma3nForCausalLM"]}""", "ATT4104", "The nearest is Gemma3ForCausalLM")]
    [InlineData("""{"architectures": ["Olmo3ForCausalLM"]}""", "ATT4104", "The nearest is Olmo2ForCausalLM")]
    [InlineData("""{"architectures": ["BertForQuestionAnswering"]}""", "ATT4104", "The nearest is Bert")]
    [InlineData("""{"architectures": ["BertForMaskedLM"]}""", "ATT4104", "'BertForMaskedLM' is an encoder")]
    [InlineData("""{"model_type": "deepseek_v3"}""", "ATT4104", "The nearest is Qwen2MoeForCausalLM")]
    [InlineData("""{"architectures": ["Qwen4ForCausalLM"]}""", "ATT4104", "The nearest is Qwen")]
    [InlineData("""{"model_type": "falcon"}""", "ATT4104", "'falcon'")]
    [InlineData("{}", "ATT4104", "names no architecture")]
    [InlineData("[1]", "ATT4103", "not a JSON object")]
    [InlineData("{\"architectures\": [", "ATT4103", "not valid JSON")]
    [InlineData(Small + """, "head_dim": 2.5}""", "ATT4103", "'head_dim' is 2.5")]
    [InlineData(Small + """, "head_dim": 3}""", "ATT4103", "even")]
    [InlineData(Small + """, "num_key_value_heads": 3}""", "ATT4103", "3 key-value heads")]
    [InlineData(Small + """, "eos_token_id": [1, 32]}""", "ATT4103", "32")]
    [InlineData(Small + """, "tie_word_embeddings": "yes"}""", "ATT4103", "true or false")]
    [InlineData(Small + """, "hidden_act": "laplace"}""", "ATT4105", "hidden_act")]
    [InlineData(Small + """, "embedding_multiplier": 12}""", "ATT4105", "embedding_multiplier")]
    [InlineData(Small + """, "unheard_of": 7}""", "ATT4105", "'unheard_of' is 7")]
    [InlineData(Small + """, "quantization_config": {"bits": 4}}""", "ATT4105", "quantization_config")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "yearn", "factor": 2}}""", "ATT4105", "yearn")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "linear"}}""", "ATT4103", "'factor' is missing")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "linear", "factor": 2, "bend": 3}}""", "ATT4105", "'bend'")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "longrope", "short_factor": [1], "long_factor": [1, 2]}}""", "ATT4103", "short_factor")]
    [InlineData(Small + """, "rope_parameters": {"rope_type": "default", "partial_rotary_factor": 0.5}}""", "ATT4105", "partial_rotary_factor")]
    [InlineData(Small + """, "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 5, "original_max_position_embeddings": 8}}""", "ATT4103", "high_freq_factor")]
    public void What_cannot_be_computed_is_refused(string json, string code, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Read(json));
        Assert.Equal(code, error.Code);
        Assert.Contains(fact, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.File);
    }

    [Theory]
    [InlineData("quick_gelu", Activation.QuickGelu)]
    [InlineData("relu2", Activation.ReluSquared)]
    [InlineData("gelu_accurate", Activation.GeluTanh)]
    [InlineData("gelu_python_tanh", Activation.GeluTanh)]
    public void Activations_have_the_names_of_the_reference(string name, Activation activation)
    {
        Assert.Equal(activation, Read(Small + $$""", "hidden_act": "{{name}}"}""").Mlp.Activation);
        using var written = JsonDocument.Parse($$"""{"a": "{{ActivationNames.Write(activation)}}"}""");
        Assert.Equal(activation, ActivationNames.Read(ConfigurationReader.Root(written, "config.json", "ATT4103"), "a", default));
    }

    /// <summary>Tiny models are made with a vocabulary of their own and the tokens of the class, which the reference library writes down.</summary>
    [Fact]
    public void A_default_token_beyond_the_vocabulary_is_none_also_where_the_file_repeats_it()
    {
        const string tiny = """{"architectures": ["GPT2LMHeadModel"], "vocab_size": 32, "n_embd": 16, "n_layer": 1, "n_head": 2""";
        var c = Read(tiny + """, "bos_token_id": 50256, "eos_token_id": [50256, 7]}""");
        Assert.Null(c.BeginTokenId);
        Assert.Equal([7], c.EndTokenIds);
        Assert.Equal("ATT4103", Assert.Throws<AttuneException>(() => Read(tiny + """, "eos_token_id": 50255}""")).Code);
        Assert.Null(Read(tiny + """, "bos_token_id": null}""").BeginTokenId);
    }

    [Fact]
    public void Harmless_values_of_unsupported_settings_pass()
    {
        var c = Read(Small + """, "hidden_act": "silu", "attention_dropout": 0.0, "sliding_window": null, "unknown_key": false, "pad_token_id": -1}""");
        Assert.Null(c.PadTokenId);
    }

    [Fact]
    public void A_model_type_alone_is_enough()
    {
        var c = Read(Small.Replace("\"architectures\": [\"LlamaForCausalLM\"]", "\"model_type\": \"qwen3\"", StringComparison.Ordinal) + """, "num_key_value_heads": 2}""");
        Assert.Equal(("Qwen3ForCausalLM", 128), (c.Architecture, c.HeadDimension));
    }

    [Theory]
    [InlineData("""{"use_sliding_window": true, "sliding_window": 5, "max_window_layers": 1}""", "-5")]
    [InlineData("""{"use_sliding_window": true, "sliding_window": 5, "layer_types": ["sliding_attention", "full_attention"]}""", "5-")]
    [InlineData("""{"use_sliding_window": false, "sliding_window": 5, "max_window_layers": 1}""", "--")]
    [InlineData("""{"use_sliding_window": true, "sliding_window": null, "max_window_layers": 1}""", "--")]
    public void Windows_of_Qwen_are_switched_on_and_begin_at_a_layer(string keys, string windows)
    {
        var json = Small.Replace("Llama", "Qwen2", StringComparison.Ordinal).Replace("\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2", StringComparison.Ordinal);
        var c = Read(json + ""","num_key_value_heads": 2, """ + keys[1..]);
        Assert.Equal(windows, string.Concat(Enumerable.Range(0, 2).Select(layer => c.Layer(layer).Window?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-")));
    }

    /// <summary>Everything a configuration says, to compare: records compare lists by reference.</summary>
    private static string Text(ModelConfiguration c) => System.Text.Json.JsonSerializer.Serialize(c with { Rotary = c.Rotary with { Scaling = null }, LocalRotary = null })
        + Text(c.Rotary) + Text(c.LocalRotary);

    private static string Text(RotaryOptions? rotary) =>
        System.Text.Json.JsonSerializer.Serialize(rotary is null ? null : rotary with { Scaling = null })
        + (rotary?.Scaling is { } scaling ? System.Text.Json.JsonSerializer.Serialize(scaling, scaling.GetType()) : "");

    private static ModelConfiguration Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), json);
        return ModelConfigurationFile.Read(folder.File("config.json"));
    }
}
