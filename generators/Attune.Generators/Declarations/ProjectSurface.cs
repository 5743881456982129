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
    private readonly ImmutableArray<GeneratedKind> kinds;
    private readonly Lazy<Dictionary<string, SyntaxTree>> byPath;

    // Every declaration of the project asks about the same surface, that of the keystroke before.
    private readonly ConditionalWeakTable<ProjectSurface, StrongBox<bool>> answers = new();

    private ProjectSurface(Compilation compilation)
    {
        options = Comparable(compilation.Options);
        references = [.. compilation.References];
        assembly = compilation.AssemblyName;
        trees = [.. compilation.SyntaxTrees];
        var provider = compilation.Options.SyntaxTreeOptionsProvider;
        kinds = [.. trees.Select(tree => provider?.IsGenerated(tree, CancellationToken.None) ?? GeneratedKind.Unknown)];
        Project = assembly + "\n" + trees.FirstOrDefault()?.FilePath + "\n" + trees.LastOrDefault()?.FilePath;
        byPath = new(() => trees.GroupBy(static tree => tree.FilePath, StringComparer.Ordinal).Where(static same => same.Count() == 1)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal));
    }

    /// <summary>What one compile of a project has in common with the next, and with few other projects.</summary>
    public string Project { get; }

    public static ProjectSurface Of(Compilation compilation) => Known.GetValue(compilation, static found => new ProjectSurface(found));

    public bool IsSameAs(ProjectSurface earlier) =>
        ReferenceEquals(this, earlier) || answers.GetValue(earlier, asked => new StrongBox<bool>(Compare(asked))).Value;

    /// <summary>The tree with the path and the text of <paramref name="tree"/>; null where there is none.</summary>
    public SyntaxTree? TreeLike(SyntaxTree tree) =>
        byPath.Value.TryGetValue(tree.FilePath, out var own) && SurfaceComparison.HasSameText(own, tree) ? own : null;

    private bool Compare(ProjectSurface earlier)
    {
        if (!options.Equals(earlier.options) || assembly != earlier.assembly || trees.Length != earlier.trees.Length
            || !kinds.SequenceEqual(earlier.kinds)
            || references.Length != earlier.references.Length || !references.Zip(earlier.references, IsSame).All(static same => same))
            return false;
        for (var i = 0; i < trees.Length; i++)
        {
            if (!ReferenceEquals(trees[i], earlier.trees[i]) && !SurfaceComparison.IsSame(earlier.trees[i], trees[i]))
                return false;
        }

        return true;
    }

    /// <summary>The options that say what code means; each compile has resolvers and providers of its own, which cannot be compared.</summary>
    private static CompilationOptions Comparable(CompilationOptions options) => options
        .WithSyntaxTreeOptionsProvider(null)
        .WithMetadataReferenceResolver(null)
        .WithXmlReferenceResolver(null)
        .WithSourceReferenceResolver(null)
        .WithStrongNameProvider(null)
        .WithAssemblyIdentityComparer(AssemblyIdentityComparer.Default);

    /// <summary>Whether both are one assembly: the compiler's server reads a file anew when its time has changed.</summary>
    private static bool IsSame(MetadataReference before, MetadataReference after)
    {
        if (before.Equals(after))
            return true;
        if (before is not PortableExecutableReference old || after is not PortableExecutableReference now || old.Properties != now.Properties)
            return false;
        try
        {
            return old.GetMetadataId() == now.GetMetadataId();
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return false;
        }
    }
}
