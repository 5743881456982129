using Attune.Models;

namespace Attune.Cli.Models;

/// <summary>Writes a model as a Hugging Face folder, with the texts of where it comes from.</summary>
internal static class ModelFolderWriter
{
    /// <param name="from">The folder or GGUF file that the model comes from.</param>
    /// <param name="model">The model.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="type">How numbers are stored.</param>
    public static void Write(string from, ICausalLanguageModel model, string folder, StorageType type)
    {
        Model.Save(model, folder, type);
        if (GgufFile.IsGguf(from))
            WriteText(ModelText.Open(from), folder);
        else if (File.Exists(Path.Combine(from, "tokenizer.json")))
            BaseModel.Open(from).CopyTextFilesTo(folder);
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
