using Attune.TestSupport;

namespace Attune.Models.Tests.Configuration;

/// <summary>What a file that names its architecture and nothing else means: the defaults of transformers 5's configuration classes.</summary>
public class DefaultSizesTests
{
    [Theory]
    [InlineData("LlamaForCausalLM", 32000, 4096, 11008, 32, 32, 32, 128, 1, 2, -1)]
    [InlineData("MistralForCausalLM", 32000, 4096, 14336, 32, 32, 8, 128, 1, 2, -1)]
    [InlineData("MixtralForCausalLM", 32000, 4096, 14336, 32, 32, 8, 128, 1, 2, -1)]
    [InlineData("Qwen2ForCausalLM", 151936, 4096, 22016, 32, 32, 32, 128, -1, -1, -1)]
    [InlineData("Qwen2MoeForCausalLM", 151936, 2048, 5632, 24, 16, 16, 128, -1, -1, -1)]
    [InlineData("Qwen3ForCausalLM", 151936, 4096, 22016, 32, 32, 32, 128, -1, -1, -1)]
    [InlineData("GemmaForCausalLM", 256000, 3072, 24576, 28, 16, 16, 256, 2, 1, 0)]
    [InlineData("Gemma2ForCausalLM", 256000, 2304, 9216, 26, 8, 4, 256, 2, 1, 0)]
    [InlineData("Gemma3ForCausalLM", 262208, 2304, 9216, 26, 8, 4, 256, 2, 1, 0)]
    [InlineData("PhiForCausalLM", 51200, 2048, 8192, 24, 32, 32, 64, 1, 2, -1)]
    [InlineData("Phi3ForCausalLM", 32064, 3072, 8192, 32, 32, 32, 96, 1, 32000, 32000)]
    [InlineData("GPT2LMHeadModel", 50257, 768, 3072, 12, 12, 12, 64, 50256, 50256, -1)]
    [InlineData("GPTNeoXForCausalLM", 50432, 6144, 24576, 44, 64, 64, 96, 0, 2, -1)]
    [InlineData("Olmo2ForCausalLM", 50304, 4096, 11008, 32, 32, 32, 128, -1, 50279, 1)]
    [InlineData("Starcoder2ForCausalLM", 49152, 3072, 12288, 30, 24, 2, 128, 50256, 50256, -1)]
    [InlineData("GraniteForCausalLM", 32000, 4096, 11008, 32, 32, 32, 128, 1, 2, -1)]
    [InlineData("SmolLM3ForCausalLM", 128256, 2048, 11008, 36, 16, 4, 128, 128000, 128001, 128004)]
    public void Of_decoders(
        string architecture, int vocabulary, int hidden, int intermediate, int layers, int heads, int keyValueHeads, int head, int begin, int end, int padding)
    {
        var c = Read(ModelConfigurationFile.Read, architecture);
        Assert.Equal((vocabulary, hidden, intermediate, layers, heads), (c.VocabularySize, c.HiddenSize, c.IntermediateSize, c.LayerCount, c.HeadCount));
        Assert.Equal((keyValueHeads, head), (c.KeyValueHeadCount, c.HeadDimension));
        // StarCoder2's tokens are beyond its own vocabulary.
        Assert.Equal((Within(begin), Within(padding)), (c.BeginTokenId, c.PadTokenId));
        Assert.Equal(Within(end) is { } id ? [id] : [], c.EndTokenIds);

        int? Within(int token) => token >= 0 && token < vocabulary ? token : null;
    }

    [Fact]
    public void Null_is_no_token_and_one_beyond_the_vocabulary_is_none()
    {
        var c = Read(ModelConfigurationFile.Read, "LlamaForCausalLM", ", \"eos_token_id\": null");
        Assert.Equal((1, 0), (c.BeginTokenId, c.EndTokenIds.Count));
        Assert.Null(Read(ModelConfigurationFile.Read, "GPT2LMHeadModel", ", \"vocab_size\": 50256").BeginTokenId);
    }

    [Theory]
    [InlineData("BertModel", 30522, 768, 3072, 12, 12, 0)]
    [InlineData("RobertaModel", 50265, 768, 3072, 12, 12, 1)]
    [InlineData("XLMRobertaModel", 30522, 768, 3072, 12, 12, 1)]
    [InlineData("DistilBertModel", 30522, 768, 3072, 6, 12, 0)]
    [InlineData("ElectraModel", 30522, 256, 1024, 12, 4, 0)]
    [InlineData("MPNetModel", 30527, 768, 3072, 12, 12, 1)]
    [InlineData("ModernBertModel", 50368, 768, 1152, 22, 12, 50283)]
    public void Of_encoders(string architecture, int vocabulary, int hidden, int intermediate, int layers, int heads, int padding)
    {
        var c = Read(EncoderConfigurationFile.Read, architecture);
        Assert.Equal(
            (vocabulary, hidden, intermediate, layers, heads, padding),
            (c.VocabularySize, c.HiddenSize, c.IntermediateSize, c.LayerCount, c.HeadCount, c.PadTokenId));
        Assert.Equal(architecture switch { "DistilBertModel" => 0.2, "ModernBertModel" => 0, _ => 0.1 }, c.Dropout.Classifier);
    }

    [Fact]
    public void Of_DeBERTa_whose_distances_are_off_where_the_file_says_nothing()
    {
        var c = Read(EncoderConfigurationFile.Read, "DebertaV2Model", ", \"relative_attention\": true, \"share_att_key\": true");
        Assert.Equal((128100, 1536, 6144, 24, 24), (c.VocabularySize, c.HiddenSize, c.IntermediateSize, c.LayerCount, c.HeadCount));
    }

    private static T Read<T>(Func<string, T> read, string architecture, string more = "")
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("config.json");
        File.WriteAllText(path, $$"""{"architectures": ["{{architecture}}"]{{more}}}""");
        return read(path);
    }
}
