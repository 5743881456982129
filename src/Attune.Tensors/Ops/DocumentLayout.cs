namespace Attune.Tensors;

/// <summary>Where the documents of a packed sequence of tokens begin. Attention does not cross their borders.</summary>
public sealed class DocumentLayout
{
    private readonly int[] starts;
    private (int First, int Count, int Document)[]? tiles;

    /// <summary>A layout of <paramref name="tokenCount"/> tokens.</summary>
    /// <param name="starts">The first token of each document: 0 first, then ascending.</param>
    /// <param name="tokenCount">T, the tokens of all documents together.</param>
    /// <exception cref="ArgumentException">The starts do not begin with 0 or do not ascend within the tokens.</exception>
    public DocumentLayout(ReadOnlySpan<int> starts, int tokenCount)
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
    }

    /// <summary>The tokens of all documents together.</summary>
    public int TokenCount { get; }

    /// <summary>The number of documents.</summary>
    public int Count => starts.Length;

    /// <summary>Every run of up to 32 consecutive tokens, counted from its document's start.</summary>
    internal (int First, int Count, int Document)[] Tiles => tiles ??= CutIntoTiles();

    /// <summary>The first token of a document.</summary>
    public int Start(int document) => starts[document];

    /// <summary>The token behind the last one of a document.</summary>
    public int End(int document) => document + 1 < starts.Length ? starts[document + 1] : TokenCount;

    /// <summary>One document of all tokens.</summary>
    public static DocumentLayout Single(int tokenCount) => new([0], tokenCount);

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
