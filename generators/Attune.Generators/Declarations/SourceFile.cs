using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.Declarations;

/// <summary>
/// A file of a project with one text, as all compiles share it that see the same path and text. It keeps the text and what was
/// read from it, and no tree: a tree is many times as large as its text.
/// </summary>
internal sealed class SourceFile
{
    private static readonly ConditionalWeakTable<SyntaxTree, SourceFile> Known = new();

    private readonly WeakReference<SyntaxTree> tree;
    private readonly ParseOptions options;
    private readonly bool hasDeclarations;

    private SourceFile(SyntaxTree tree)
    {
        this.tree = new WeakReference<SyntaxTree>(tree);
        options = tree.Options;
        Path = tree.FilePath;
        Text = tree.GetText();
        hasDeclarations = FileIndex.Of(tree, CancellationToken.None).HasDeclarations;
    }

    public string Path { get; }

    public SourceText Text { get; }

    /// <summary>What was read of its declarations, by who read it and where the declaration starts.</summary>
    public ConcurrentDictionary<(object Reader, int Position), object> Models { get; } = new();

    /// <summary>The file of a tree: <paramref name="earlier"/>, a file of the same path, where its text is the tree's.</summary>
    public static SourceFile Of(SyntaxTree tree, SourceFile? earlier = null)
    {
        if (Known.TryGetValue(tree, out var known))
            return known;
        var file = earlier?.IsTextOf(tree) == true ? earlier : new SourceFile(tree);
        return Known.GetValue(tree, _ => file);
    }

    /// <summary>Whether other files see the same of both.</summary>
    public bool HasSurfaceOf(SourceFile other) =>
        ReferenceEquals(this, other)
        || (Path == other.Path && options.Equals(other.options) && (Text.ContentEquals(other.Text) || SurfaceComparison.IsSame(Parsed(), other.Parsed())));

    /// <summary>Whether rules see the same of both: one text, or none that they look at beside what other files see.</summary>
    public bool HasDeclarationsOf(SourceFile other) => ReferenceEquals(this, other) || (!hasDeclarations && !other.hasDeclarations);

    private bool IsTextOf(SyntaxTree other) => Path == other.FilePath && options.Equals(other.Options) && Text.ContentEquals(other.GetText());

    private SyntaxNode Parsed() =>
        (tree.TryGetTarget(out var parsed) ? parsed : CSharpSyntaxTree.ParseText(Text, (CSharpParseOptions)options, Path)).GetRoot();
}
