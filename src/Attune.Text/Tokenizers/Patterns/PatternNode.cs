using System.Runtime.CompilerServices;

namespace Attune.Text.Tokenizers.Patterns;

/// <summary>
/// A step of a compiled pattern. <see cref="Match"/> matches the step and all that follow it, trying the choices in
/// order, and returns the end of the match or -1. Positions are UTF-16, steps are whole code points.
/// </summary>
internal abstract class PatternNode
{
    public const int NoMatch = -1;

    public abstract int Match(ReadOnlySpan<char> text, int at);

    /// <summary>The code points a match from here can start with, or null where it can be empty or is not known.</summary>
    public virtual CodePointSet? First => null;

    /// <summary>The code point at a position, and its length in UTF-16; a lone surrogate stands for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CodePointAt(ReadOnlySpan<char> text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        if (!char.IsHighSurrogate(c) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            return c;
        length = 2;
        return char.ConvertToUtf32(c, text[at + 1]);
    }

    /// <summary>Where the code point before a position starts.</summary>
    public static int StepBack(ReadOnlySpan<char> text, int at) =>
        at >= 2 && char.IsLowSurrogate(text[at - 1]) && char.IsHighSurrogate(text[at - 2]) ? at - 2 : at - 1;
}

/// <summary>The end of a pattern, or of a part that is matched by itself.</summary>
internal sealed class EndNode : PatternNode
{
    public static EndNode Instance { get; } = new();

    public override int Match(ReadOnlySpan<char> text, int at) => at;
}

/// <summary>One code point of a set.</summary>
internal sealed class SetNode(CodePointSet set, PatternNode next) : PatternNode
{
    public override CodePointSet? First => set;

    public override int Match(ReadOnlySpan<char> text, int at) =>
        at < text.Length && set.Contains(CodePointAt(text, at, out var length)) ? next.Match(text, at + length) : NoMatch;
}

/// <summary>The first of several alternatives that lets the whole match succeed.</summary>
internal sealed class AlternativesNode(PatternNode[] alternatives) : PatternNode
{
    private CodePointSet?[]? firsts;
    private uint[]? ofAscii;

    public override CodePointSet? First
    {
        get
        {
            var all = alternatives.Select(alternative => alternative.First).ToList();
            return all.Any(first => first is null) ? null : new CodePointSet(all.SelectMany(first => first!.Ranges));
        }
    }

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length || alternatives.Length > 32)
            return MatchEach(text, at, uint.MaxValue);
        var c = text[at];
        return MatchEach(text, at, c < 128 ? (ofAscii ?? Prepare())[c] : Candidates(CodePointAt(text, at, out _)));
    }

    private int MatchEach(ReadOnlySpan<char> text, int at, uint candidates)
    {
        for (var i = 0; i < alternatives.Length; i++)
        {
            if ((candidates >> i & 1) == 0 && i < 32)
                continue;
            var end = alternatives[i].Match(text, at);
            if (end >= 0)
                return end;
        }

        return NoMatch;
    }

    /// <summary>Which alternatives can start with each ASCII character; worked out at first use, when loops are closed.</summary>
    private uint[] Prepare()
    {
        firsts = [.. alternatives.Select(alternative => alternative.First)];
        var table = new uint[128];
        for (var c = 0; c < table.Length; c++)
            table[c] = Candidates(c);
        return ofAscii = table;
    }

    private uint Candidates(int codePoint)
    {
        if (firsts is null)
            Prepare();
        var mask = 0u;
        for (var i = 0; i < firsts!.Length; i++)
        {
            if (firsts[i]?.Contains(codePoint) ?? true)
                mask |= 1u << i;
        }

        return mask;
    }
}

/// <summary>Succeeds, without taking anything, where its part does (or does not) match from here on.</summary>
internal sealed class LookAheadNode(PatternNode part, bool negated, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at) =>
        (part.Match(text, at) >= 0) == negated ? NoMatch : next.Match(text, at);
}

/// <summary>Succeeds, without taking anything, where the code point before is (or is not) of a set.</summary>
internal sealed class LookBehindNode(CodePointSet set, bool negated, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at)
    {
        var found = at > 0 && set.Contains(CodePointAt(text, StepBack(text, at), out _));
        return found == negated ? NoMatch : next.Match(text, at);
    }
}

/// <summary>The start or the end of the text; multi-line as Oniguruma's <c>^</c> and <c>$</c> always are.</summary>
internal sealed class AnchorNode(bool atStart, bool lines, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at)
    {
        var holds = atStart
            ? at == 0 || (lines && text[at - 1] == '\n')
            : at == text.Length || (lines && text[at] == '\n');
        return holds ? next.Match(text, at) : NoMatch;
    }
}

/// <summary>A border between a word character and another (or the text's end), or the absence of one.</summary>
internal sealed class WordBorderNode(bool negated, PatternNode next) : PatternNode
{
    public override int Match(ReadOnlySpan<char> text, int at)
    {
        var before = at > 0 && CharacterClasses.Word.Contains(CodePointAt(text, StepBack(text, at), out _));
        var after = at < text.Length && CharacterClasses.Word.Contains(CodePointAt(text, at, out _));
        return (before != after) == negated ? NoMatch : next.Match(text, at);
    }
}

/// <summary>A part whose first way to match is final: <c>(?&gt;…)</c>.</summary>
internal sealed class AtomicNode(PatternNode part, PatternNode next) : PatternNode
{
    public override CodePointSet? First => part.First;

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        var end = part.Match(text, at);
        return end < 0 ? NoMatch : next.Match(text, end);
    }
}
