using System.Globalization;

namespace Attune.Text.Tokenizers.Patterns;

/// <content>Bracketed sets and escapes.</content>
internal sealed partial class PatternParser
{
    private const int LargestSetToFold = 512;

    /// <summary>What stands between brackets: ranges, escapes, nested sets, <c>&amp;&amp;</c> for what both sides have.</summary>
    private CodePointSet ParseSet()
    {
        var negated = TrySkip("^");
        var ranges = new List<(int First, int Last)>();
        CodePointSet? both = null;
        var first = true;
        while (first || !TrySkip("]"))
        {
            if (at == pattern.Length)
                throw Error("a set without its ']'");
            first = false;
            if (TrySkip("&&"))
            {
                var side = new CodePointSet(ranges);
                both = both?.Intersect(side) ?? side;
                ranges.Clear();
            }
            else
            {
                AddItem(ranges);
            }
        }

        var set = Fold(new CodePointSet(ranges));
        set = both?.Intersect(set) ?? set;
        return negated ? set.Negate() : set;
    }

    private void AddItem(List<(int First, int Last)> ranges)
    {
        if (TrySkip("["))
        {
            ranges.AddRange(ParseSet().Ranges);
            return;
        }

        var (item, isLiteral) = ParseSetItem();
        if (isLiteral && at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
        {
            at++;
            var (last, lastIsLiteral) = ParseSetItem();
            var (from, to) = (item.Ranges[0].First, last.Ranges[0].First);
            if (!lastIsLiteral || to < from)
                throw Error("a range without a proper end");
            ranges.Add((from, to));
        }
        else
        {
            ranges.AddRange(item.Ranges);
        }
    }

    private (CodePointSet Set, bool IsLiteral) ParseSetItem() =>
        pattern[at] == '\\' ? ParseEscape() : (CodePointSet.Of(NextCodePoint()), true);

    private CodePointSet Literal((CodePointSet Set, bool IsLiteral) item) => item.IsLiteral ? Fold(item.Set) : item.Set;

    /// <summary>Under (?i), the set with the other cases of its characters; categories are large and left as they are.</summary>
    private CodePointSet Fold(CodePointSet set)
    {
        if (!ignoreCase || set.Ranges.Sum(range => range.Last - range.First + 1L) > LargestSetToFold)
            return set;
        var variants = from range in set.Ranges
                       from codePoint in Enumerable.Range(range.First, range.Last - range.First + 1)
                       from variant in CharacterClasses.CaseVariants(codePoint)
                       select (variant, variant);
        return new CodePointSet(variants);
    }

    private (CodePointSet Set, bool IsLiteral) ParseEscape()
    {
        at++;
        if (at == pattern.Length)
            throw Error("a backslash at its end");
        var c = pattern[at++];
        switch (c)
        {
            case 's' or 'S':
                return (Named(CharacterClasses.Space, c == 'S'), false);
            case 'd' or 'D':
                return (Named(CharacterClasses.Digit, c == 'D'), false);
            case 'w' or 'W':
                return (Named(CharacterClasses.Word, c == 'W'), false);
            case 'p' or 'P':
                return (ParseCategory(c == 'P'), false);
            case 'u' or 'x':
                return (CodePointSet.Of(ParseHex(c == 'u' ? 4 : 2)), true);
        }

        var control = "rntfvae0".IndexOf(c, StringComparison.Ordinal);
        if (control >= 0)
            return (CodePointSet.Of("\r\n\t\f\v\a\u001B\0"[control]), true);
        if (char.IsAsciiLetterOrDigit(c))
            throw Error($"the escape \\{c}");
        at--;
        return (CodePointSet.Of(NextCodePoint()), true);
    }

    private static CodePointSet Named(CodePointSet set, bool negated) => negated ? set.Negate() : set;

    private CodePointSet ParseCategory(bool negated)
    {
        var close = pattern.IndexOf('}', at);
        if (close < 0 || pattern[at] != '{')
            throw Error("a category without its braces");
        var name = pattern[(at + 1)..close];
        if (name.StartsWith('^'))
            (name, negated) = (name[1..], !negated);
        if ((CharacterClasses.Named(name) ?? ScriptSets.Named(name)) is not { } set)
            throw Error($"the category '{name}'");
        at = close + 1;
        return Named(set, negated);
    }

    private int ParseHex(int digits)
    {
        var start = at;
        var stop = at + digits;
        if (TrySkip("{"))
        {
            start = at;
            stop = pattern.IndexOf('}', at);
            at = stop + 1;
        }
        else
        {
            at = stop;
        }

        if (stop < start || stop > pattern.Length
            || !int.TryParse(pattern.AsSpan(start, stop - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint)
            || codePoint >= CodePointSet.Limit)
        {
            at = start;
            throw Error("a malformed hexadecimal escape");
        }

        return codePoint;
    }
}
