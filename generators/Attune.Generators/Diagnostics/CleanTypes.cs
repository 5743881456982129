using Attune.Generators.BaseModels;
using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Diagnostics;

/// <summary>
/// The types of a project about which rules have nothing to say. That stays so while nothing changes that a rule may look at:
/// what files see of each other, the texts of files whose types have attributes or parts, and what the build hands over. So
/// a build that follows another one of the same server asks no rule about a type that nobody has touched.
/// </summary>
/// <param name="rules">Which rules; equal where they are the same.</param>
/// <param name="compilation">The project.</param>
/// <param name="options">What the build hands over.</param>
internal sealed class CleanTypes(object rules, Compilation compilation, AnalyzerOptions options)
{
    private readonly Lazy<string> given = new(() => Given(options));

    public bool Has(INamedTypeSymbol type)
    {
        if (Place(type) is not var (file, position) || !file.Models.TryGetValue((rules, position), out var known))
            return false;
        var entry = (Entry)known;
        var holds = ProjectSurface.Of(compilation).HasDeclarationsOf(entry.Surface) && entry.Given == given.Value;

        // One that no longer holds would keep the texts of its build.
        if (holds)
            Add(type);
        else
            file.Models.TryRemove((rules, position), out _);
        return holds;
    }

    public void Add(INamedTypeSymbol type)
    {
        if (Place(type) is var (file, position))
            file.Models[(rules, position)] = new Entry(ProjectSurface.Of(compilation), given.Value);
    }

    /// <summary>Where a type is first declared. The surface is asked for before, since it tells which file a tree is of.</summary>
    private (SourceFile File, int Position)? Place(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty)
            return null;
        ProjectSurface.Of(compilation);
        var place = type.DeclaringSyntaxReferences[0];
        return (SourceFile.Of(place.SyntaxTree), place.Span.Start);
    }

    /// <summary>All options that rules ask for, the names of all files, and the contents of those that they read.</summary>
    private static string Given(AnalyzerOptions options)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var text = new System.Text.StringBuilder(Project.Folder(provider.GlobalOptions)).Append('\n');
        text.Append(provider.GlobalOptions.TryGetValue(ProjectFiles.BaseModelsProperty, out var models) ? models : "\t").Append('\n');
        foreach (var file in options.AdditionalFiles)
        {
            text.Append(file.Path);
            if (provider.GetOptions(file).TryGetValue(BaseModelFiles.Metadata, out var name) && name.Length > 0 && file.GetText() is { } content)
                text.Append('\t').Append(name).Append('\t').Append(content.ChecksumAlgorithm).Append('\t').Append(Convert.ToBase64String([.. content.GetChecksum()]));
            text.Append('\n');
        }

        return text.ToString();
    }

    private sealed record Entry(ProjectSurface Surface, string Given);
}
