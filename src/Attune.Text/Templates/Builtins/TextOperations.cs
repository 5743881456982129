using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Python's string operations that cut and join, with spans.</summary>
internal static class TextOperations
{
    /// <summary>Takes blanks, or the characters given, from the ends.</summary>
    public static SpannedString Strip(SpannedString text, string? characters, bool left, bool right)
    {
        int start = 0, end = text.Length;
        while (left && start < end && Matches(text.Text, start, characters))
            start += CodePointText.LengthAt(text.Text, start);
        while (right && end > start)
        {
            var before = end >= 2 && char.IsLowSurrogate(text.Text[end - 1]) && char.IsHighSurrogate(text.Text[end - 2]) ? end - 2 : end - 1;
            if (!Matches(text.Text, before, characters))
                break;
            end = before;
        }

        return start == 0 && end == text.Length ? text : text.Slice(start, end - start);
    }

    /// <summary>Replaces the first n occurrences, or all where n is negative.</summary>
    public static SpannedString Replace(RenderContext context, SpannedString text, string old, SpannedString with, int count)
    {
        if (old.Length == 0)
            return Interleave(context, text, with, count);
        var at = text.Text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0 || count == 0)
            return text;
        var builder = context.NewBuilder();
        var from = 0;
        for (; at >= 0 && count != 0; count--)
        {
            builder.Append(text, from, at - from).Append(with);
            from = at + old.Length;
            at = text.Text.IndexOf(old, from, StringComparison.Ordinal);
        }

        builder.Append(text, from, text.Length - from);
        context.Charge(builder.Length);
        return builder.Finish();
    }

    public static SpannedString Join(RenderContext context, SpannedString separator, IEnumerable<SpannedString> parts)
    {
        var builder = context.NewBuilder();
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
                builder.Append(separator);
            builder.Append(part);
            first = false;
        }

        context.Charge(builder.Length);
        return builder.Finish();
    }

    /// <summary>str.split or, from the right, str.rsplit; at blanks where there is no separator.</summary>
    public static List<object?> Split(RenderContext context, SpannedString text, string? separator, int max, bool fromRight)
    {
        context.Charge(text.Length);
        if (max < 0)
            max = int.MaxValue;
        var parts = separator is null ? SplitAtBlanks(text, max, fromRight) : SplitAt(text, separator, max, fromRight);
        if (fromRight)
            parts.Reverse();
        return parts;
    }

    public static List<object?> SplitLines(SpannedString text, bool keepEnds)
    {
        var lines = new List<object?>();
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && !CharacterClasses.IsLineBreak(text.Text[end]))
                end++;
            var next = end >= text.Length ? end
                : text.Text[end] == '\r' && end + 1 < text.Length && text.Text[end + 1] == '\n' ? end + 2 : end + 1;
            lines.Add(text.Slice(i, (keepEnds ? next : end) - i));
            i = next;
        }

        return lines;
    }

    private static bool Matches(string text, int index, string? characters) => characters is null
        ? CharacterClasses.IsSpace(text[index])
        : CodePointText.LengthAt(text, index) == 1 ? characters.IndexOf(text[index]) >= 0
        : characters.IndexOf(text.Substring(index, 2), StringComparison.Ordinal) >= 0;

    private static SpannedString Interleave(RenderContext context, SpannedString text, SpannedString with, int count)
    {
        var builder = context.NewBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (count-- != 0)
                builder.Append(with);
            else
                count = 0;
            var length = CodePointText.LengthAt(text.Text, i);
            builder.Append(text, i, length);
            i += length;
        }

        if (count != 0)
            builder.Append(with);
        context.Charge(builder.Length);
        return builder.Finish();
    }

    private static List<object?> SplitAt(SpannedString text, string separator, int max, bool fromRight)
    {
        if (separator.Length == 0)
            throw new RenderFault("A text cannot be split at an empty separator.");
        var parts = new List<object?>();
        int start = 0, end = text.Length;
        while (parts.Count < max)
        {
            var at = fromRight
                ? (end == 0 ? -1 : text.Text.LastIndexOf(separator, end - 1, end, StringComparison.Ordinal))
                : text.Text.IndexOf(separator, start, StringComparison.Ordinal);
            if (at < 0)
                break;
            if (fromRight)
            {
                parts.Add(text.Slice(at + separator.Length, end - at - separator.Length));
                end = at;
            }
            else
            {
                parts.Add(text.Slice(start, at - start));
                start = at + separator.Length;
            }
        }

        parts.Add(text.Slice(start, end - start));
        return parts;
    }

    private static List<object?> SplitAtBlanks(SpannedString text, int max, bool fromRight)
    {
        var parts = new List<object?>();
        int start = 0, end = text.Length;
        while (true)
        {
            while (start < end && CharacterClasses.IsSpace(text.Text[fromRight ? end - 1 : start]))
                _ = fromRight ? end-- : start++;
            if (start == end)
                return parts;
            if (parts.Count == max)
                break;
            int wordStart = start, wordEnd = end;
            while (fromRight && wordEnd > start && !CharacterClasses.IsSpace(text.Text[wordEnd - 1]))
                wordEnd--;
            while (!fromRight && wordStart < end && !CharacterClasses.IsSpace(text.Text[wordStart]))
                wordStart++;
            parts.Add(fromRight ? text.Slice(wordEnd, end - wordEnd) : text.Slice(start, wordStart - start));
            (start, end) = fromRight ? (start, wordEnd) : (wordStart, end);
        }

        parts.Add(text.Slice(start, end - start));
        return parts;
    }
}
