using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Declarations;

/// <summary>Where an attribute stands: the file as the compiler knows it, line and column from 1.</summary>
internal sealed record Place(string File, int Line, int Column)
{
    public static Place Of(AttributeData attribute, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference is not { } reference)
            return new Place("", 0, 0);
        var at = reference.GetSyntax(cancellation).GetLocation().GetLineSpan();
        return new Place(at.Path, at.StartLinePosition.Line + 1, at.StartLinePosition.Character + 1);
    }

    /// <summary>An expression that makes the <c>SourcePlace</c>, where one is asked for.</summary>
    public string Expression(string projectFolder) => $"new({Arguments(projectFolder)})";

    /// <summary>File, line and column as the arguments of a call.</summary>
    public string Arguments(string projectFolder) =>
        $"{Literal.Of(Relative(projectFolder))}, {Literal.Of(Line)}, {Literal.Of(Column)}";

    private string Relative(string projectFolder)
    {
        var file = File.Replace('\\', '/');
        return projectFolder.Length > 0 && file.StartsWith(projectFolder, StringComparison.Ordinal)
            ? file.Substring(projectFolder.Length)
            : file;
    }
}

internal static class Project
{
    /// <summary>The tracked step that knows the folder.</summary>
    internal const string FolderStep = "Project.Folder";

    /// <summary>The project's folder with <c>/</c> between and after its parts, or empty where the build does not tell.</summary>
    public static string Folder(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue("build_property.ProjectDir", out var folder)
            && !options.TryGetValue("build_property.MSBuildProjectDirectory", out folder))
            return "";
        folder = folder.Replace('\\', '/').TrimEnd('/');
        return folder.Length == 0 ? "" : folder + "/";
    }

    public static IncrementalValueProvider<string> Folder(IncrementalGeneratorInitializationContext context) =>
        context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Folder(options.GlobalOptions)).WithTrackingName(FolderStep);
}
