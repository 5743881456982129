using System.Runtime.CompilerServices;

namespace Attune.Text.Tokenizers.Patterns.Scanners;

/// <summary>What the known patterns ask of a code point, as bits: one look at a table for the first 65,536.</summary>
internal static class CharacterKinds
{
    /// <summary><c>\p{L}</c>.</summary>
    public const byte Letter = 1;

    /// <summary><c>\p{N}</c>.</summary>
    public const byte Number = 2;

    /// <summary><c>\s</c>.</summary>
    public const byte Space = 4;

    /// <summary><c>[\r\n]</c>.</summary>
    public const byte LineEnd = 8;

    /// <summary><c>[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]</c>.</summary>
    public const byte Upper = 16;

    /// <summary><c>[\p{Ll}\p{Lm}\p{Lo}\p{M}]</c>.</summary>
    public const byte Lower = 32;

    private static readonly (CodePointSet Set, byte Kind)[] Sets =
    [
        (Named("L"), Letter),
        (Named("N"), Number),
        (CharacterClasses.Space, Space),
        (new CodePointSet([('\n', '\n'), ('\r', '\r')]), LineEnd),
        (Named("Lu").Union(Named("Lt")).Union(Named("Lm")).Union(Named("Lo")).Union(Named("M")), Upper),
        (Named("Ll").Union(Named("Lm")).Union(Named("Lo")).Union(Named("M")), Lower),
    ];

    private static readonly byte[] Low = BuildLow();

    /// <summary>The kinds of the code point at a position, and its length in UTF-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<char> text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        return char.IsSurrogate(c) ? OfPair(text, at, out length) : Low[c];
    }

    /// <summary>The end of a run of code points of any of the given kinds.</summary>
    public static int SkipWhile(ReadOnlySpan<char> text, int at, byte kinds)
    {
        while (at < text.Length && (At(text, at, out var length) & kinds) != 0)
            at += length;
        return at;
    }

    /// <summary>The end of a run of code points of none of the given kinds.</summary>
    public static int SkipUntil(ReadOnlySpan<char> text, int at, byte kinds)
    {
        while (at < text.Length && (At(text, at, out var length) & kinds) == 0)
            at += length;
        return at;
    }

    private static byte OfPair(ReadOnlySpan<char> text, int at, out int length) =>
        KindsOf(PatternNode.CodePointAt(text, at, out length));

    private static byte KindsOf(int codePoint)
    {
        byte kinds = 0;
        foreach (var (set, kind) in Sets)
        {
            if (set.Contains(codePoint))
                kinds |= kind;
        }

        return kinds;
    }

    private static CodePointSet Named(string name) => CharacterClasses.Named(name)!;

    private static byte[] BuildLow()
    {
        var low = new byte[0x10000];
        for (var c = 0; c < low.Length; c++)
            low[c] = KindsOf(c);
        return low;
    }
}
