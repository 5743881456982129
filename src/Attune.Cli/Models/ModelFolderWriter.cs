using Attune.Models;

namespace Attune.Cli.Models;

/// <summary>Writes a model as a Hugging Face folder, with the texts of where it comes from.</summary>
internal static class ModelFolderWriter
{
    /// <summary>What stands beside a model's weights and does not depend on how they are stored.</summary>
    private static readonly string[] TextFiles =
    [
        "tokenizer.json", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "tokenizer_config.json", "special_tokens_map.json",
        "added_tokens.json", "vocab.json", "merges.txt", "vocab.txt", "chat_template.jinja", "generation_config.json",
    ];

    /// <param name="from">The folder or GGUF file that the model comes from.</param>
    /// <param name="model">The model.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="type">How numbers are stored.</param>
    public static void Write(string from, ICausalLanguageModel model, string folder, StorageType type)
    {
        Model.Save(model, folder, type);
        if (GgufFile.IsGguf(from))
            WriteText(ModelText.Open(from), folder);
        else
            CopyTextFiles(from, folder);
    }

    /// <param name="from">The folder that the encoder comes from.</param>
    /// <param name="model">The encoder.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="type">How numbers are stored.</param>
    public static void Write(string from, IEncoderModel model, string folder, StorageType type)
    {
        EncoderModel.Save(model, folder, type);
        CopyTextFiles(from, folder);
    }

    private static void CopyTextFiles(string from, string folder)
    {
        if (Path.GetFullPath(from) == Path.GetFullPath(folder))
            return;
        foreach (var name in TextFiles.Where(name => File.Exists(Path.Combine(from, name))))
        {
            AtomicFile.Write(Path.Combine(folder, name), stream =>
            {
                using var input = File.OpenRead(Path.Combine(from, name));
                input.CopyTo(stream);
            });
        }
    }

    private static void WriteText(ModelText text, string folder)
    {
        text.Tokenizer.Save(Path.Combine(folder, "tokenizer.json"));
        var settings = new System.Text.Json.Nodes.JsonObject();
        foreach (var (name, token) in text.SpecialTokens)
            settings[name] = token as string;
        AtomicFile.WriteText(Path.Combine(folder, "tokenizer_config.json"), settings.ToJsonString(Indented) + "\n");
        if (text.StopTokenIds.Count > 0)
        {
            var stops = new System.Text.Json.Nodes.JsonObject { ["eos_token_id"] = new System.Text.Json.Nodes.JsonArray([.. text.StopTokenIds.Order()]) };
            AtomicFile.WriteText(Path.Combine(folder, "generation_config.json"), stops.ToJsonString(Indented) + "\n");
        }

        if (text.ChatTemplateSource is { } template)
            AtomicFile.WriteText(Path.Combine(folder, "chat_template.jinja"), template);
    }

    private static System.Text.Json.JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, NewLine = "\n" };
}
