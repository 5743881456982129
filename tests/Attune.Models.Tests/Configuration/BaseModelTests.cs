using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Models.Tests.Configuration;

public class BaseModelTests
{
    private static readonly ModelConfiguration Configuration = ModelFilesTests.Tiny with { VocabularySize = 300, EndTokenIds = [0] };

    [Fact]
    public void A_folder_opens_with_tokenizer_template_and_stop_tokens()
    {
        using var folder = NewFolder();
        File.WriteAllText(folder.File("tokenizer_config.json"), """
            {"bos_token": null, "eos_token": {"content": "<|im_end|>", "lstrip": false}, "pad_token": "<|pad|>",
             "chat_template": "from tokenizer_config.json"}
            """);
        File.WriteAllText(folder.File("generation_config.json"), """{"eos_token_id": [0, 7], "temperature": 0.6}""");
        var opened = BaseModel.Open(folder.Path);
        Assert.Equal("from tokenizer_config.json", opened.ChatTemplateSource);
        Assert.Equal("<|im_end|>", opened.SpecialTokens["eos_token"]);
        Assert.Equal("<|pad|>", opened.SpecialTokens["pad_token"]);
        Assert.False(opened.SpecialTokens.ContainsKey("bos_token"));
        HashSet<int> stops = [0, 7, opened.Tokenizer.TokenToId("<|im_end|>")!.Value];
        Assert.True(stops.SetEquals(opened.StopTokenIds));

        File.WriteAllText(folder.File("chat_template.jinja"), "from the file");
        Assert.Equal("from the file", BaseModel.Open(folder.Path).ChatTemplateSource);
        Assert.Equal(14, opened.LoadModel(new CpuBackend(1)).LinearLayers.Count());

        using var copy = new TemporaryFolder();
        opened.CopyTextFilesTo(copy.Path);
        Model.Save(opened.LoadModel(new CpuBackend(1)), copy.Path);
        Assert.Equal(opened.StopTokenIds, BaseModel.Open(copy.Path).StopTokenIds);
    }

    [Fact]
    public void The_default_of_several_templates_is_taken()
    {
        using var folder = NewFolder();
        File.WriteAllText(folder.File("tokenizer_config.json"), """
            {"chat_template": [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "plain"}]}
            """);
        Assert.Equal("plain", BaseModel.Open(folder.Path).ChatTemplateSource);
        File.Delete(folder.File("tokenizer_config.json"));
        Assert.Null(BaseModel.Open(folder.Path).ChatTemplateSource);
    }

    [Fact]
    public void A_folder_that_lacks_or_contradicts_something_is_refused()
    {
        using var folder = NewFolder();
        File.WriteAllText(folder.File("tokenizer_config.json"), """{"eos_token": 2}""");
        Assert.Equal("ATT4021", Code(folder.Path));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{");
        Assert.Equal("ATT4021", Code(folder.Path));
        File.Delete(folder.File("tokenizer_config.json"));
        ModelConfigurationFile.Write(Configuration with { VocabularySize = 100 }, folder.File("config.json"));
        Assert.Equal("ATT4111", Code(folder.Path));
        File.Delete(folder.File("tokenizer.json"));
        Assert.Equal("ATT4102", Code(folder.Path));
        Assert.Equal("ATT4100", Code(folder.File("nowhere")));

        static string Code(string path) => Assert.Throws<AttuneException>(() => BaseModel.Open(path)).Code;
    }

    [Fact]
    public void Text_is_streamed_and_stops_at_a_stop_string()
    {
        using var folder = NewFolder();
        var opened = BaseModel.Open(folder.Path);
        var generator = new TextGenerator(opened.LoadModel(new CpuBackend(1)), opened.Tokenizer);
        var options = new GenerationOptions { MaxNewTokens = 40, Temperature = 2, Seed = 5, StopTokens = [] };
        var prompt = opened.Tokenizer.Encode("two plus").Ids;
        var pieces = new List<string>();
        var whole = generator.Stream(prompt, options, pieces.Add);
        Assert.Equal(FinishReason.MaxNewTokens, whole.Reason);
        Assert.Equal(whole.Text, string.Concat(pieces));
        Assert.Equal(opened.Tokenizer.Decode(whole.TokenIds), whole.Text);
        Assert.True(pieces.Count > 5, "it should come in pieces");

        var stop = whole.Text.Substring(whole.Text.Length / 2, 3);
        var cut = generator.Generate([prompt], options with { StopStrings = [stop] })[0];
        Assert.Equal(FinishReason.StopString, cut.Reason);
        Assert.Equal(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)], cut.Text);
        Assert.Equal(whole.TokenIds[..cut.TokenIds.Length], cut.TokenIds);
    }

    private static TemporaryFolder NewFolder()
    {
        var folder = new TemporaryFolder();
        var texts = Enumerable.Repeat("one plus two is three, two plus two is four", 4);
        var options = new BpeTrainerOptions { VocabularySize = 290, SpecialTokens = ["<|end|>", "<|im_end|>", "<|pad|>"] };
        ByteLevelBpeTrainer.Train(texts, options).Save(folder.File("tokenizer.json"));
        Model.Save(Model.Initialize(Configuration with { InitializerRange = 0.3 }, new CpuBackend(1), 8), folder.Path);
        return folder;
    }
}
