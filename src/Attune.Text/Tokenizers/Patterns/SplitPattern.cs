using Attune.Text.Tokenizers.Patterns.Scanners;

namespace Attune.Text.Tokenizers.Patterns;

/// <summary>A pattern that finds the pieces of a text.</summary>
internal sealed class SplitPattern
{
    private readonly PatternNode start;
    private readonly bool keepsGroups;
    private readonly string? literal;

    private SplitPattern(string source, PatternNode start, bool keepsGroups = false, string? literal = null)
    {
        this.literal = literal;
        Source = source;
        this.start = start;
        this.keepsGroups = keepsGroups;
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <exception cref="FormatException">The pattern is malformed, or uses what is not supported.</exception>
    public static SplitPattern Parse(string source) =>
        KnownPatterns.Scanners.TryGetValue(source, out var scanner) ? new SplitPattern(source, scanner) : ParseGeneral(source);

    /// <summary>The pattern as the general engine matches it, also where there is code written for it.</summary>
    public static SplitPattern ParseGeneral(string source)
    {
        var syntax = PatternParser.Parse(source, out var refersBack);
        return new SplitPattern(source, syntax.Compile(EndNode.Instance), refersBack);
    }

    /// <summary>A pattern that is exactly this text.</summary>
    public static SplitPattern ForText(string text)
    {
        var parts = text.EnumerateRunes().Select(rune => new SetSyntax(CodePointSet.Of(rune.Value))).ToList<PatternSyntax>();

        // Without surrogates a text is found at whole code points only, so that a plain search does.
        var isPlain = text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        return new SplitPattern(text, new SequenceSyntax(parts).Compile(EndNode.Instance), literal: isPlain ? text : null);
    }

    /// <summary>The next match, which can be empty, at or after a position before the end; false where there is none.</summary>
    public bool TryFind(ReadOnlySpan<char> text, int from, out int matchStart, out int matchEnd)
    {
        if (literal is not null)
        {
            var found = text[from..].IndexOf(literal, StringComparison.Ordinal);
            (matchStart, matchEnd) = found < 0 ? (text.Length, text.Length) : (from + found, from + found + literal.Length);
            return found >= 0;
        }

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
