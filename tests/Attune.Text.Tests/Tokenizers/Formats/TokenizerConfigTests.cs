using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers.Formats;

public class TokenizerConfigTests
{
    [SharedTheory("data/tok-hf-json")]
    [InlineData("qwen2.5", "Qwen2Tokenizer", null, "<|im_end|>", 131072, 22)]
    [InlineData("llama2", "LlamaTokenizer", "<s>", "</s>", null, 0)]
    [InlineData("gemma", "GemmaTokenizer", "<bos>", "<eos>", null, 6)]
    [InlineData("daulet/meta-llama-3-8b-instruct", "PreTrainedTokenizerFast", "<|begin_of_text|>", "<|eot_id|>", null, 256)]
    [InlineData("phi-2", "CodeGenTokenizer", "<|endoftext|>", "<|endoftext|>", 2048, 39)]
    public void Published_configurations(string folder, string type, string? bos, string? eos, int? length, int atLeastAdded)
    {
        var config = TokenizerConfig.Load(SharedData.Path("data/tok-hf-json", folder));
        Assert.Equal((type, bos, eos, length), (config.TokenizerClass, config.BosToken, config.EosToken, config.ModelMaxLength));
        Assert.True(config.AddedTokens.Count >= atLeastAdded, $"{config.AddedTokens.Count} added tokens");
        Assert.Equal(folder is not ("llama2" or "phi-2"), config.ChatTemplate is not null);
    }

    [SharedFact("data/tok-hf-json")]
    public void Chat_templates_in_files_of_their_own()
    {
        Assert.Contains("{%", TokenizerConfig.Load(SharedData.Path("data/tok-hf-json/gpt-oss")).ChatTemplate);
        Assert.Contains("{%", TokenizerConfig.Load(SharedData.Path("data/tok-hf-json/gemma-3-chat")).ChatTemplate);
    }

    [Fact]
    public void Everything_that_a_folder_can_say()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer_config.json"),
            """
            {"add_bos_token": true, "add_eos_token": false, "add_prefix_space": true, "clean_up_tokenization_spaces": false,
             "model_max_length": 1000000000000000019884624838656, "bos_token": {"content": "<b>", "lstrip": true}, "pad_token": null,
             "chat_template": [{"name": "default", "template": "one"}, {"name": "tool_use", "template": "two"}],
             "additional_special_tokens": ["<x>", {"content": "<y>"}],
             "added_tokens_decoder": {"7": {"content": "<z>", "lstrip": true, "special": true, "normalized": false}}}
            """);
        File.WriteAllText(folder.File("special_tokens_map.json"), """{"bos_token": "<other>", "pad_token": "<p>"}""");
        var config = TokenizerConfig.Load(folder.Path);
        Assert.Equal((true, false, true, false), (config.AddBosToken, config.AddEosToken, config.AddPrefixSpace, config.CleanUpTokenizationSpaces));
        Assert.Equal(("<b>", "<p>", null), (config.BosToken, config.PadToken, config.ModelMaxLength));
        Assert.Equal(("one", "two"), (config.ChatTemplate, config.ChatTemplates["tool_use"]));
        Assert.Equal(["<x>", "<y>"], config.AdditionalSpecialTokens);
        Assert.Equal(new AddedToken(7, "<z>") { Special = true, StripLeft = true }, Assert.Single(config.AddedTokens));
        File.WriteAllText(folder.File("chat_template.jinja"), "three");
        Assert.Equal("three", TokenizerConfig.Load(folder.Path).ChatTemplate);
    }

    [Fact]
    public void A_folder_that_says_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(new TokenizerConfig().TokenizerClass, TokenizerConfig.Load(folder.Path).TokenizerClass);
        Assert.Null(TokenizerConfig.Load(folder.Path).ChatTemplate);
    }

    [Theory]
    [InlineData("{", 1, 2)]
    [InlineData("{\"add_bos_token\": 1}", 1, 19)]
    [InlineData("{\"bos_token\":\n {\"text\": 1}}", 2, 2)]
    [InlineData("{\"added_tokens_decoder\": {\"x\": {\"content\": \"a\"}}}", 1, 32)]
    [InlineData("{\"chat_template\": [1]}", 1, 20)]
    public void Mistakes_have_a_place(string json, int line, int column)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer_config.json"), json);
        var error = Assert.Throws<AttuneException>(() => TokenizerConfig.Load(folder.Path));
        Assert.True(error.Code is "ATT4021" or "ATT4024", error.Code);
        Assert.Equal((line, column, folder.File("tokenizer_config.json")), (error.Line, error.Column, error.File));
    }

    [Fact]
    public void Spaces_are_cleaned_up_as_transformers_does() =>
        Assert.Equal("a, b. c! d? don't I'm it's we've you're'x'do not", TokenizerConfig.CleanUp("a , b . c ! d ? do n't I 'm it 's we 've you 're ' x ' do not"));
}
