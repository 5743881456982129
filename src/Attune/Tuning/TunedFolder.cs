using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Models;

namespace Attune.Tuning;

/// <summary>
/// What a whole tuned model says of itself beside its weights: the chat template that it was trained with and the tokens that
/// stop it, which may be others than the base's.
/// </summary>
internal static class TunedFolder
{
    private const string TemplateName = "chat_template.jinja";
    private const string GenerationName = "generation_config.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="folder">The folder of the tuned model, with a copy of the base's text files.</param>
    /// <param name="chatTemplate">The chat template's text.</param>
    /// <param name="stopTokenIds">The tokens that end an answer.</param>
    public static void Write(string folder, string chatTemplate, IReadOnlySet<int> stopTokenIds)
    {
        AtomicFile.WriteText(Path.Combine(folder, TemplateName), chatTemplate);
        var path = Path.Combine(folder, GenerationName);
        var settings = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
        settings["eos_token_id"] = new JsonArray([.. stopTokenIds.Order().Select(id => (JsonNode)id)]);
        AtomicFile.WriteText(path, settings.ToJsonString(Indented) + "\n");
    }
}
