namespace Attune.Text.Tokenizers.Patterns;

/// <summary>A pattern that finds the pieces of a text.</summary>
internal sealed class SplitPattern
{
    private readonly PatternNode start;

    private SplitPattern(string source, PatternNode start)
    {
        Source = source;
        this.start = start;
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <exception cref="FormatException">The pattern is malformed, or uses what is not supported.</exception>
    public static SplitPattern Parse(string source) => new(source, PatternParser.Parse(source).Compile(EndNode.Instance));

    /// <summary>A pattern that is exactly this text.</summary>
    public static SplitPattern ForText(string text)
    {
        var parts = text.EnumerateRunes().Select(rune => new SetSyntax(CodePointSet.Of(rune.Value))).ToList<PatternSyntax>();
        return new SplitPattern(text, new SequenceSyntax(parts).Compile(EndNode.Instance));
    }

    /// <summary>
    /// The next match at or after a position; false where there is none. Matches of nothing are not matches here:
    /// they would split without a piece.
    /// </summary>
    public bool TryFind(ReadOnlySpan<char> text, int from, out int matchStart, out int matchEnd)
    {
        for (var at = from; at < text.Length;)
        {
            matchEnd = start.Match(text, at);
            if (matchEnd > at)
            {
                matchStart = at;
                return true;
            }

            PatternNode.CodePointAt(text, at, out var length);
            at += length;
        }

        matchStart = matchEnd = text.Length;
        return false;
    }
}
