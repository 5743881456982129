namespace Attune.Tensors;

/// <summary>
/// Where the documents of a packed sequence of tokens begin. Attention does not cross their borders, except that a document
/// may go on from another one, its parent: it sees all of the parent, and of the parent's parent, as if they stood before
/// it. So a prefix that several texts share is computed once.
/// </summary>
public sealed class DocumentLayout
{
    private readonly int[] starts;
    private readonly int[]? parents;
    private readonly int[]? pathStarts;
    private (int First, int Count, int Document)[]? tiles;

    /// <summary>A layout of <paramref name="tokenCount"/> tokens.</summary>
    /// <param name="starts">The first token of each document: 0 first, then ascending.</param>
    /// <param name="tokenCount">T, the tokens of all documents together.</param>
    /// <exception cref="ArgumentException">The starts do not begin with 0 or do not ascend within the tokens.</exception>
    public DocumentLayout(ReadOnlySpan<int> starts, int tokenCount)
        : this(starts, [], tokenCount)
    {
    }

    /// <summary>A layout of <paramref name="tokenCount"/> tokens in which documents go on from others.</summary>
    /// <param name="starts">The first token of each document: 0 first, then ascending.</param>
    /// <param name="parents">
    /// For each document, the one it goes on from, or -1 for none; empty if there are none at all. The documents that go on
    /// from one root, directly or not, follow it before the next root.
    /// </param>
    /// <param name="tokenCount">T, the tokens of all documents together.</param>
    /// <exception cref="ArgumentException">
    /// The starts do not begin with 0 or do not ascend within the tokens, or a parent does not come earlier in the same tree.
    /// </exception>
    public DocumentLayout(ReadOnlySpan<int> starts, ReadOnlySpan<int> parents, int tokenCount)
    {
        if (tokenCount > 0 && (starts.IsEmpty || starts[0] != 0))
            throw new ArgumentException("The first document starts at token 0.", nameof(starts));
        for (int i = 1; i < starts.Length; i++)
        {
            if (starts[i] <= starts[i - 1])
                throw new ArgumentException($"Document {i} starts at token {starts[i]}, not behind document {i - 1}.", nameof(starts));
        }

        if (!starts.IsEmpty && starts[^1] >= Math.Max(tokenCount, 1))
            throw new ArgumentException($"The last document starts at token {starts[^1]} of {tokenCount}.", nameof(starts));
        this.starts = starts.ToArray();
        TokenCount = tokenCount;
        if (!parents.IsEmpty)
            (this.parents, pathStarts) = (parents.ToArray(), Paths(parents));
        Trees = FindTrees();
    }

    /// <summary>The tokens of all documents together.</summary>
    public int TokenCount { get; }

    /// <summary>The number of documents.</summary>
    public int Count => starts.Length;

    /// <summary>Whether a document goes on from another one.</summary>
    public bool HasParents => parents is not null;

    /// <summary>The documents of each root and of all that goes on from it, as ranges.</summary>
    internal (int First, int End)[] Trees { get; }

    /// <summary>Every run of up to 32 consecutive tokens, counted from its document's start.</summary>
    internal (int First, int Count, int Document)[] Tiles => tiles ??= CutIntoTiles();

    /// <summary>The first token of a document.</summary>
    public int Start(int document) => starts[document];

    /// <summary>The token behind the last one of a document.</summary>
    public int End(int document) => document + 1 < starts.Length ? starts[document + 1] : TokenCount;

    /// <summary>The document that this one goes on from, or -1.</summary>
    public int Parent(int document) => parents is null ? -1 : parents[document];

    /// <summary>One document of all tokens.</summary>
    public static DocumentLayout Single(int tokenCount) => new([0], tokenCount);

    /// <summary>How many tokens a document's parents have before its first one.</summary>
    internal int PathStart(int document) => pathStarts is null ? 0 : pathStarts[document];

    /// <summary>The tokens that lie side by side from a place on: of a document and its parents, counted from the root's start.</summary>
    /// <param name="document">The document.</param>
    /// <param name="place">A place in the document or one of its parents.</param>
    /// <param name="count">The most tokens wanted.</param>
    internal (int First, int Count) Run(int document, int place, int count)
    {
        while (place < PathStart(document))
            document = Parent(document);
        int inside = place - PathStart(document), first = starts[document] + inside;
        return (first, Math.Min(count, End(document) - first));
    }

    private int[] Paths(ReadOnlySpan<int> parents)
    {
        if (parents.Length != starts.Length)
            throw new ArgumentException($"There are {starts.Length} documents but parents of {parents.Length}.", nameof(parents));
        int[] paths = new int[starts.Length];
        int root = 0;
        for (int document = 0; document < starts.Length; document++)
        {
            int parent = parents[document];
            if (parent == -1)
            {
                root = document;
                continue;
            }

            if (parent < root || parent >= document)
            {
                throw new ArgumentException(
                    $"Document {document} goes on from {parent}, which is none of the documents from its root {root} on.", nameof(parents));
            }

            paths[document] = paths[parent] + End(parent) - starts[parent];
        }

        return paths;
    }

    private (int First, int End)[] FindTrees()
    {
        var result = new List<(int, int)>();
        for (int first = 0, end; first < Count; first = end)
        {
            end = first + 1;
            while (end < Count && Parent(end) != -1)
                end++;
            result.Add((first, end));
        }

        return [.. result];
    }

    private (int First, int Count, int Document)[] CutIntoTiles()
    {
        const int Width = Backends.Cpu.QueryTile.Width;
        var result = new List<(int, int, int)>();
        for (int document = 0; document < Count; document++)
        {
            for (int first = Start(document); first < End(document); first += Width)
                result.Add((first, Math.Min(Width, End(document) - first), document));
        }

        return [.. result];
    }
}
