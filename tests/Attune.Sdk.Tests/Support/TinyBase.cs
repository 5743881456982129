using Attune.Models;
using Attune.Tensors;
using Attune.Text.Tokenizers;

namespace Attune.Sdk.Tests.Support;

/// <summary>Writes a base model small enough that a tuning run takes a second: fresh weights, a tokenizer of the test's own text.</summary>
internal static class TinyBase
{
    private const string Template =
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    public static void Write(string folder, IEnumerable<string> texts)
    {
        Directory.CreateDirectory(folder);
        var tokenizer = ByteLevelBpeTrainer.Train(
            texts, new BpeTrainerOptions { VocabularySize = 320, SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] });
        tokenizer.Save(Path.Combine(folder, "tokenizer.json"));
        var stop = tokenizer.TokenToId("<|im_end|>")!.Value;
        var configuration = new ModelConfiguration
        {
            Architecture = "LlamaForCausalLM",
            VocabularySize = tokenizer.VocabularySize,
            HiddenSize = 32,
            IntermediateSize = 64,
            LayerCount = 2,
            HeadCount = 2,
            KeyValueHeadCount = 1,
            HeadDimension = 16,
            MaxPositions = 128,
            TieWordEmbeddings = true,
            EndTokenIds = [stop],
        };
        using var backend = new CpuBackend(1);
        Model.Save(Model.Initialize(configuration, backend, seed: 1), folder);
        File.WriteAllText(Path.Combine(folder, "chat_template.jinja"), Template);
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{"eos_token": "<|im_end|>"}""");
    }
}
