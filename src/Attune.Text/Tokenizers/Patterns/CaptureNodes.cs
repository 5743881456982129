namespace Attune.Text.Tokenizers.Patterns;

/// <summary>What the groups of a match under way have taken; only patterns with back-references keep this.</summary>
internal static class Captures
{
    /// <summary>Groups are numbered from 1 to this.</summary>
    public const int Largest = 9;

    [ThreadStatic]
    private static (int Opened, int Start, int End)[]? groups;

    public static (int Opened, int Start, int End)[] OfThread => groups ??= new (int, int, int)[Largest + 1];

    public static void Clear() => OfThread.AsSpan().Fill((-1, -1, -1));
}

/// <summary>The start of a group; undone where what follows does not match.</summary>
internal sealed class CaptureStartNode(int number, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at)
    {
        ref var group = ref Captures.OfThread[number];
        var before = group.Opened;
        group.Opened = at;
        var end = next.Match(text, at);
        if (end < 0)
            group.Opened = before;
        return end;
    }
}

/// <summary>The end of a group; undone where what follows does not match.</summary>
internal sealed class CaptureEndNode(int number, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at)
    {
        ref var group = ref Captures.OfThread[number];
        var before = group;
        (group.Start, group.End) = (group.Opened, at);
        var end = next.Match(text, at);
        if (end < 0)
            group = before;
        return end;
    }
}

/// <summary>The text that a group has taken, once more; no match where it has taken none.</summary>
internal sealed class BackReferenceNode(int number, bool ignoreCase, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at)
    {
        var (_, start, end) = Captures.OfThread[number];
        if (start < 0)
            return NoMatch;
        var taken = text[start..end];
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return text[at..].StartsWith(taken, comparison) ? next.Match(text, at + taken.Length) : NoMatch;
    }
}
