namespace Attune.Generators.BaseModels;

/// <summary>What the text files of a base model's folder say, as far as the build hands them to the compiler.</summary>
/// <param name="Name">The base model as the recipe names it.</param>
/// <param name="Tokens">Its special tokens.</param>
/// <param name="StopTokens">The texts of the tokens that end an answer.</param>
/// <param name="Template">Its chat template, or null.</param>
/// <param name="TemplateFile">The file of the template, for messages.</param>
/// <param name="Configuration">config.json, or null.</param>
internal sealed record BaseModelFacts(
    string Name, BaseTokens Tokens, IReadOnlyList<string> StopTokens, string? Template, string TemplateFile, object? Configuration)
{
    public const string TemplateName = "chat_template.jinja";
    public const string SettingsName = "tokenizer_config.json";

    /// <summary>The most tokens of prompt and answer together.</summary>
    public int? MaxPositions => Configuration.Count("max_position_embeddings");

    /// <param name="name">The base model as the recipe names it.</param>
    /// <param name="read">The text of a file by its name, or null.</param>
    public static BaseModelFacts Of(string name, Func<string, string?> read)
    {
        object? Json(string file) => read(file) is { } text ? JsonText.Read(text) : null;
        object? settings = Json(SettingsName), configuration = Json("config.json");
        var tokens = new BaseTokens(Json("tokenizer.json"), settings, Json("special_tokens_map.json"));
        var stops = configuration.Ids("eos_token_id").Concat(Json("generation_config.json").Ids("eos_token_id"))
            .Select(tokens.TextOf)
            .Append(tokens.Variables.TryGetValue("eos_token", out var end) ? end as string : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var file = read(TemplateName);
        return new BaseModelFacts(name, tokens, stops, file ?? TemplateIn(settings), file is null ? SettingsName : TemplateName, configuration);
    }

    /// <summary>One template, or a list of named ones, of which "default" is meant.</summary>
    private static string? TemplateIn(object? settings) => settings.Text("chat_template") ?? settings.List("chat_template")
        .FirstOrDefault(static template => template.Text("name") == "default").Text("template");
}
