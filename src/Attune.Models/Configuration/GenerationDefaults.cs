namespace Attune.Models;

/// <summary>The folder's <c>generation_config.json</c>. Only its stop tokens are used; how to draw is the caller's to say.</summary>
internal static class GenerationDefaults
{
    public static IReadOnlyList<int> ReadEndTokens(string folder)
    {
        var path = Path.Combine(folder, "generation_config.json");
        if (!File.Exists(path))
            return [];
        using var document = JsonFile.Read(path, "ATT4112");
        return ConfigurationReader.Root(document, path, "ATT4112").TokenIds("eos_token_id");
    }
}
