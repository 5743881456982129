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
    private readonly ImmutableArray<ReferenceIdentity> references;
    private readonly string? assembly;
    private readonly ImmutableArray<SourceFile> files;
    private readonly ImmutableArray<GeneratedKind> kinds;
    private readonly HashSet<SourceFile> all;

    // Every declaration of the project asks about the same surface, that of the keystroke before.
    private readonly ConditionalWeakTable<ProjectSurface, StrongBox<bool>> answers = new();
    private readonly ConditionalWeakTable<ProjectSurface, StrongBox<bool>> answersToRules = new();

    private ProjectSurface(Compilation compilation)
    {
        options = Comparable(compilation.Options);
        references = [.. compilation.References.Select(static reference => new ReferenceIdentity(reference))];
        assembly = compilation.AssemblyName;
        ImmutableArray<SyntaxTree> trees = [.. compilation.SyntaxTrees];
        var provider = compilation.Options.SyntaxTreeOptionsProvider;
        kinds = [.. trees.Select(tree => provider?.IsGenerated(tree, CancellationToken.None) ?? GeneratedKind.Unknown)];
        files = Files(assembly + "\n" + trees.FirstOrDefault()?.FilePath + "\n" + trees.LastOrDefault()?.FilePath, trees);
        all = [.. files];
    }

    public static ProjectSurface Of(Compilation compilation) => Known.GetValue(compilation, static found => new ProjectSurface(found));

    /// <summary>Whether the project has the file with that text.</summary>
    public bool Has(SourceFile file) => all.Contains(file);

    public bool IsSameAs(ProjectSurface earlier) =>
        ReferenceEquals(this, earlier) || answers.GetValue(earlier, asked => new StrongBox<bool>(Compare(asked))).Value;

    /// <summary>Whether all that rules may look at is the same: the surface, and the texts of files with declarations.</summary>
    public bool HasDeclarationsOf(ProjectSurface earlier) =>
        ReferenceEquals(this, earlier) || answersToRules.GetValue(earlier, asked => new StrongBox<bool>(
            IsSameAs(asked) && files.Zip(asked.files, static (now, before) => now.HasDeclarationsOf(before)).All(static same => same))).Value;

    /// <param name="project">What one compile of a project has in common with the next, and with few other projects.</param>
    /// <param name="trees">The project's.</param>
    private static ImmutableArray<SourceFile> Files(string project, ImmutableArray<SyntaxTree> trees)
    {
        var before = EarlierCompiles.Shared.Find(project);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<SourceFile>(trees.Length);
        foreach (var tree in trees)
        {
            // Of a file that a project has twice each is a file of its own.
            var earlier = paths.Add(tree.FilePath) && before.TryGetValue(tree.FilePath, out var known) ? known : null;
            files.Add(SourceFile.Of(tree, earlier));
        }

        EarlierCompiles.Shared.Keep(project, files);
        return files.MoveToImmutable();
    }

    private bool Compare(ProjectSurface earlier)
    {
        if (!options.Equals(earlier.options) || assembly != earlier.assembly || files.Length != earlier.files.Length
            || !kinds.SequenceEqual(earlier.kinds)
            || references.Length != earlier.references.Length || !references.Zip(earlier.references, static (now, before) => now.IsSameAs(before)).All(static same => same))
            return false;
        for (var i = 0; i < files.Length; i++)
        {
            if (!files[i].HasSurfaceOf(earlier.files[i]))
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
}
