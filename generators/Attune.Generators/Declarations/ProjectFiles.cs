using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Declarations;

/// <summary>
/// The data and model files of the project as the build lists them: its <c>AdditionalFiles</c>. An analyzer may not look
/// at the disk.
/// </summary>
internal sealed class ProjectFiles
{
    /// <summary>The property that lists the base models that have a name.</summary>
    public const string BaseModelsProperty = "build_property.AttuneBaseModels";

    private static readonly ConditionalWeakTable<AnalyzerOptions, ProjectFiles> Known = new();

    private readonly HashSet<string> paths;

    private ProjectFiles(bool isKnown, HashSet<string> paths, IReadOnlyList<string> baseModels)
    {
        IsKnown = isKnown;
        this.paths = paths;
        BaseModels = baseModels;
    }

    /// <summary>Whether the build lists them; false in a project that only references the analyzers.</summary>
    public bool IsKnown { get; }

    /// <summary>The base models that have a name.</summary>
    public IReadOnlyList<string> BaseModels { get; }

    /// <summary>The paths relative to the project.</summary>
    public IReadOnlyCollection<string> Paths => paths;

    public static ProjectFiles Of(AnalyzerOptions options) => Known.GetValue(options, Read);

    private static ProjectFiles Read(AnalyzerOptions options)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var isKnown = global.TryGetValue(BaseModelsProperty, out var models);
        var folder = Project.Folder(global);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in options.AdditionalFiles)
        {
            var path = file.Path.Replace('\\', '/');
            paths.Add(Normalize(path.StartsWith(folder, StringComparison.Ordinal) ? path.Substring(folder.Length) : path));
        }

        var names = (models ?? "").Split(['|', ',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return new ProjectFiles(isKnown, paths, names.Length == 0 ? ["attune/tiny"] : names);
    }

    /// <summary>Whether the build would list the file if it were there: it is inside the project, and has no properties in it.</summary>
    public static bool CanJudge(string path) =>
        path.Length > 0
        && !path.StartsWith("..", StringComparison.Ordinal)
        && path[0] is not ('/' or '\\')
        && path.IndexOf(':') < 0
        && path.IndexOf("$(", StringComparison.Ordinal) < 0;

    public bool HasFile(string path) => paths.Contains(Normalize(path));

    public bool HasFolder(string path)
    {
        var start = Normalize(path).TrimEnd('/') + "/";
        return paths.Any(file => file.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>The path with <c>/</c> and without a leading <c>./</c>.</summary>
    public static string Normalize(string path)
    {
        path = path.Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }
}
