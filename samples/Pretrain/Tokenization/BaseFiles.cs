using Attune.Text.Tokenizers;

namespace Attune.Pretrain.Tokenization;

/// <summary>The text files of a Hugging Face model folder: tokenizer, its settings, chat template, generation settings.</summary>
internal static class BaseFiles
{
    /// <summary>ChatML: no system message of its own, each turn closed by the stop token and a line break.</summary>
    public const string ChatTemplate =
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private const string TokenizerConfiguration = """
        {
          "added_tokens_decoder": {
            "0": { "content": "<|endoftext|>", "lstrip": false, "normalized": false, "rstrip": false, "single_word": false, "special": true },
            "1": { "content": "<|im_start|>", "lstrip": false, "normalized": false, "rstrip": false, "single_word": false, "special": true },
            "2": { "content": "<|im_end|>", "lstrip": false, "normalized": false, "rstrip": false, "single_word": false, "special": true },
            "3": { "content": "<|pad|>", "lstrip": false, "normalized": false, "rstrip": false, "single_word": false, "special": true }
          },
          "add_prefix_space": false,
          "bos_token": null,
          "clean_up_tokenization_spaces": false,
          "eos_token": "<|im_end|>",
          "model_max_length": 512,
          "pad_token": "<|pad|>",
          "tokenizer_class": "PreTrainedTokenizerFast"
        }

        """;

    private const string GenerationConfiguration = """
        {
          "eos_token_id": [2, 0],
          "pad_token_id": 3,
          "do_sample": false
        }

        """;

    public static void Write(Tokenizer tokenizer, string folder)
    {
        for (int id = 0; id < TinyModel.SpecialTokens.Length; id++)
        {
            if (tokenizer.TokenToId(TinyModel.SpecialTokens[id]) != id)
                throw new InvalidOperationException($"{TinyModel.SpecialTokens[id]} is not token {id}.");
        }

        tokenizer.Save(Path.Combine(folder, "tokenizer.json"));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), TokenizerConfiguration);
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), GenerationConfiguration);
        File.WriteAllText(Path.Combine(folder, "chat_template.jinja"), ChatTemplate);
    }
}
