using Attune.Definitions;

namespace Attune.Preparation;

/// <summary>Finds the folder of a base model: models that ship with Attune by name, others by path.</summary>
internal static class BaseModels
{
    /// <summary>Names that ship beside this assembly, each with its folder.</summary>
    private static readonly Dictionary<string, string> Embedded = new(StringComparer.Ordinal)
    {
        ["attune/tiny"] = Path.Combine("Bases", "attune-tiny"),
    };

    /// <summary>The files of a model folder that decide what the model computes and how text becomes tokens.</summary>
    public static IEnumerable<string> FilesOf(string folder) => Directory.GetFiles(folder)
        .Where(path => Path.GetExtension(path) is ".json" or ".jinja" or ".safetensors")
        .Order(StringComparer.Ordinal);

    public static string FindFolder(string declared, ProjectPlace project, SourcePlace declaration)
    {
        if (Embedded.TryGetValue(declared, out var relative))
            return Path.Combine(AppContext.BaseDirectory, relative);
        var folder = project.Resolve(declared, declaration);
        if (Directory.Exists(folder))
            return folder;
        throw new AttuneException(
            "ATT4305", $"The base model '{declared}' is neither a known name ({string.Join(", ", Embedded.Keys)}) nor a folder; '{folder}' does not exist.",
            "Name a model that ships with Attune, or the path of a Hugging Face model folder.", declaration.File, declaration.Line, declaration.Column);
    }
}
