namespace Attune.Text.Tokenizers.Patterns;

/// <summary>A pattern that finds the pieces of a text.</summary>
internal sealed class SplitPattern
{
    private readonly PatternNode start;
    private readonly bool keepsGroups;

    private SplitPattern(string source, PatternNode start, bool keepsGroups = false)
    {
        Source = source;
        this.start = start;
        this.keepsGroups = keepsGroups;
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <exception cref="FormatException">The pattern is malformed, or uses what is not supported.</exception>
    public static SplitPattern Parse(string source)
    {
        var syntax = PatternParser.Parse(source, out var refersBack);
        return new SplitPattern(source, syntax.Compile(EndNode.Instance), refersBack);
    }

    /// <summary>A pattern that is exactly this text.</summary>
    public static SplitPattern ForText(string text)
    {
        var parts = text.EnumerateRunes().Select(rune => new SetSyntax(CodePointSet.Of(rune.Value))).ToList<PatternSyntax>();
        return new SplitPattern(text, new SequenceSyntax(parts).Compile(EndNode.Instance));
    }

    /// <summary>The next match, which can be empty, at or after a position before the end; false where there is none.</summary>
    public bool TryFind(ReadOnlySpan<char> text, int from, out int matchStart, out int matchEnd)
    {
        PatternSteps.Start();
        for (var at = from; at < text.Length;)
        {
            if (keepsGroups)
                Captures.Clear();
            matchEnd = start.Match(text, at);
            if (matchEnd >= 0)
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

    /// <summary>Where to look for the match after this one: behind it, and behind one character where it is empty.</summary>
    public static int After(ReadOnlySpan<char> text, int matchStart, int matchEnd)
    {
        if (matchEnd > matchStart)
            return matchEnd;
        PatternNode.CodePointAt(text, matchEnd, out var length);
        return matchEnd + length;
    }
}
