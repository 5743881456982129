using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>
/// The compile before of each project. The compiler's server parses all files anew with every build, so no tree of a build is
/// one of the build before, though most have the same text. Trees are kept of few projects, and of each the last two compiles:
/// the one that runs and the one before.
/// </summary>
internal static class EarlierCompiles
{
    private const int Most = 32;

    private static readonly object Gate = new();

    // The project of the longest ago comes first.
    private static readonly List<Compiles> Known = [];

    /// <summary>The tree of the compile before with the path and the text of <paramref name="tree"/>, if there is one.</summary>
    public static SyntaxTree? Twin(SyntaxTree tree, ProjectSurface surface) => Before(surface)?.TreeLike(tree);

    private static ProjectSurface? Before(ProjectSurface surface)
    {
        lock (Gate)
        {
            var at = Known.FindIndex(known => known.Now.Project == surface.Project);
            if (at >= 0 && (ReferenceEquals(Known[at].Now, surface) || ReferenceEquals(Known[at].Before, surface)))
                return ReferenceEquals(Known[at].Now, surface) ? Known[at].Before : null;
            var before = at < 0 ? null : Known[at].Now;
            if (at >= 0 || Known.Count == Most)
                Known.RemoveAt(Math.Max(at, 0));
            Known.Add(new Compiles(surface, before));
            return before;
        }
    }

    private sealed record Compiles(ProjectSurface Now, ProjectSurface? Before);
}
