using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>
/// The declarations of a project, as far as other files see them. After a keystroke inside of a method or of a prompt's
/// template they are what they were, so what was read from the files that did not change still holds.
/// </summary>
internal sealed class ProjectSurface
{
    private static readonly ConditionalWeakTable<Compilation, ProjectSurface> Known = new();

    private readonly CompilationOptions options;
    private readonly ImmutableArray<MetadataReference> references;
    private readonly string? assembly;
    private readonly ImmutableArray<SyntaxTree> trees;

    // Every declaration of the project asks about the same surface, that of the keystroke before.
    private readonly ConditionalWeakTable<ProjectSurface, StrongBox<bool>> answers = new();

    private ProjectSurface(Compilation compilation)
    {
        options = compilation.Options;
        references = [.. compilation.References];
        assembly = compilation.AssemblyName;
        trees = [.. compilation.SyntaxTrees];
    }

    public static ProjectSurface Of(Compilation compilation) => Known.GetValue(compilation, static found => new ProjectSurface(found));

    public bool IsSameAs(ProjectSurface earlier) =>
        ReferenceEquals(this, earlier) || answers.GetValue(earlier, asked => new StrongBox<bool>(Compare(asked))).Value;

    private bool Compare(ProjectSurface earlier)
    {
        if (!options.Equals(earlier.options) || assembly != earlier.assembly || trees.Length != earlier.trees.Length
            || !references.SequenceEqual(earlier.references))
            return false;
        for (var i = 0; i < trees.Length; i++)
        {
            if (!ReferenceEquals(trees[i], earlier.trees[i]) && !SurfaceComparison.IsSame(earlier.trees[i], trees[i]))
                return false;
        }

        return true;
    }
}
