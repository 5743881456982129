using System.Buffers;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers;

/// <summary>A part of a text: an added token, or the text between two.</summary>
internal readonly record struct TextPart(int Start, int End, AddedToken? Token);

/// <summary>Finds added tokens in a text: leftmost first, of those the longest. Sorted contents serve as a tree of letters.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly string[] contents;
    private readonly AddedToken[] tokens;
    private readonly SearchValues<char> firstLetters;

    /// <param name="entries">The tokens, each with the text it is found by.</param>
    public AddedTokenMatcher(IEnumerable<(string Content, AddedToken Token)> entries)
    {
        var sorted = entries.Where(entry => entry.Content.Length > 0)
            .DistinctBy(entry => entry.Content).OrderBy(entry => entry.Content, StringComparer.Ordinal).ToList();
        contents = [.. sorted.Select(entry => entry.Content)];
        tokens = [.. sorted.Select(entry => entry.Token)];
        firstLetters = SearchValues.Create([.. contents.Select(content => content[0]).Distinct()]);
    }

    /// <summary>Appends the parts of a range of a text, in order and without gaps (where tokens take blanks, they may overlap).</summary>
    public void Split(AlignedText text, Piece range, SpecialTokenScope scope, List<TextPart> parts)
    {
        var span = text.Text.Slice(range.Start, range.Length);
        var textStart = 0;
        for (var at = 0; at < span.Length;)
        {
            var skip = span[at..].IndexOfAny(firstLetters);
            if (skip < 0)
                break;
            at += skip;
            var token = Longest(text, range, at, scope, out var length);
            if (length == 0)
            {
                at++;
                continue;
            }

            var (start, end) = (at, at + length);
            at = end;
            if (token is null || (token.SingleWord && !IsWord(span, start, end)))
                continue;
            if (token.StripLeft)
                start = Math.Max(LeftOfBlanks(span, start), textStart);
            if (token.StripRight)
                end = RightOfBlanks(span, end);
            if (start > textStart)
                parts.Add(new TextPart(range.Start + textStart, range.Start + start, null));
            parts.Add(new TextPart(range.Start + start, range.Start + end, token));
            textStart = end;
        }

        if (textStart < span.Length)
            parts.Add(new TextPart(range.Start + textStart, range.End, null));
    }

    /// <summary>
    /// The longest token at a position that may be recognised there. Where only special tokens stand that may not, the
    /// result is null and the length the longest's: its text stays whole.
    /// </summary>
    private AddedToken? Longest(AlignedText text, Piece range, int at, SpecialTokenScope scope, out int length)
    {
        AddedToken? found = null;
        var foundSpecial = false;
        var (foundLength, forbiddenLength) = (0, 0);
        var span = text.Text.Slice(range.Start + at, range.Length - at);
        var (low, high) = (0, contents.Length);
        for (var depth = 0; low < high; depth++)
        {
            if (contents[low].Length == depth)
            {
                var token = tokens[low++];
                var place = text.ToOriginal(range.Start + at, range.Start + at + depth);
                if (token.Special && !scope.Allows(place))
                    forbiddenLength = depth;
                else
                    (found, foundLength, foundSpecial) = (token, depth, foundSpecial || token.Special);
            }

            if (depth == span.Length)
                break;
            (low, high) = Narrow(low, high, depth, span[depth]);
        }

        if (forbiddenLength > foundLength && !foundSpecial)
            (found, foundLength) = (null, forbiddenLength);
        length = foundLength;
        return found;
    }

    private (int Low, int High) Narrow(int low, int high, int depth, char letter)
    {
        return (Bound(low, high, depth, letter), Bound(low, high, depth, letter + 1));
    }

    /// <summary>The first entry whose letter at that depth is not below <paramref name="letter"/>.</summary>
    private int Bound(int low, int high, int depth, int letter)
    {
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (contents[middle][depth] < letter)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int start, int end)
    {
        var word = CharacterClasses.Word;
        return (start == 0 || !word.Contains(PatternNode.CodePointAt(text, PatternNode.StepBack(text, start), out _)))
            && (end == text.Length || !word.Contains(PatternNode.CodePointAt(text, end, out _)));
    }

    private static int LeftOfBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && CharacterClasses.Space.ContainsUnit(text[at - 1]))
            at--;
        return at;
    }

    private static int RightOfBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && CharacterClasses.Space.ContainsUnit(text[at]))
            at++;
        return at;
    }
}
