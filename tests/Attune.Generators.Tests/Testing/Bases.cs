namespace Attune.Generators.Tests.Testing;

/// <summary>Base models that tests vary.</summary>
internal static class Bases
{
    /// <summary>A template without a fault.</summary>
    public const string ChatMl =
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    public const string Settings = """{ "bos_token": "<s>", "eos_token": { "content": "<|im_end|>" } }""";

    public const string Configuration = """
        { "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2, "hidden_size": 64, "max_position_embeddings": 512, "tie_word_embeddings": true, "eos_token_id": 3 }
        """;

    /// <summary>The beginning of tokenizer.json, as the build cuts it.</summary>
    public const string Tokenizer = """
        { "version": "1.0", "added_tokens": [
            { "id": 1, "content": "<s>", "special": true },
            { "id": 2, "content": "<|im_start|>", "special": true },
            { "id": 3, "content": "<|im_end|>", "special": true },
            { "id": 4, "content": "[\"]", "special": true }
          ], "post_processor": null, 
        """;

    /// <summary>Puts the begin token before every text.</summary>
    public const string BeginningTokenizer = """
        { "added_tokens": [{ "id": 1, "content": "<s>" }, { "id": 2, "content": "<|im_start|>" }, { "id": 3, "content": "<|im_end|>" }],
          "post_processor": { "type": "Sequence", "processors": [{ "type": "ByteLevel" }, { "type": "TemplateProcessing", "single": [{ "SpecialToken": { "id": "<s>", "type_id": 0 } }, { "Sequence": { "id": "A" } }] }] },
        """;

    /// <summary>attune/tiny with that template.</summary>
    public static TestOptions Tiny(string? template = ChatMl, string tokenizer = Tokenizer, string configuration = Configuration, string settings = Settings) =>
        TestOptions.Sdk().WithBase("attune/tiny", [
            .. template is null ? Array.Empty<(string, string)>() : [("chat_template.jinja", template)],
            ("tokenizer.json", tokenizer), ("config.json", configuration), ("tokenizer_config.json", settings)]);
}
