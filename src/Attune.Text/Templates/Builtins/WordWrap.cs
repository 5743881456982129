using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The filter wordwrap: each line of the text is wrapped by itself, as Python's textwrap does without changing blanks.</summary>
internal static class WordWrap
{
    public static object? Apply(RenderContext context, BoundArguments a)
    {
        var text = a.Text(0);
        var width = a.IntOr(1, 79);
        if (width <= 0)
            throw new RenderFault("The width of 'wordwrap' must be above zero.");
        var end = a.HasValue(3) ? a.Text(3) : SpannedString.Literal("\n");
        var lines = new List<SpannedString>();
        foreach (var line in TextOperations.SplitLines(text, keepEnds: false))
            Wrap(context, (SpannedString)line!, width, a.Flag(2, true), a.Flag(4, true), lines);
        return TextOperations.Join(context, end, lines);
    }

    private static void Wrap(RenderContext context, SpannedString line, int width, bool breakLong, bool atHyphens, List<SpannedString> to)
    {
        var chunks = Chunks(line, atHyphens);
        var before = to.Count;
        for (var i = 0; i < chunks.Count;)
        {
            context.Charge(1);
            // Blanks at the start of every line but the first are dropped.
            if (to.Count > before && IsBlank(chunks[i]))
                i++;
            int start = i, length = 0;
            while (i < chunks.Count && length + chunks[i].CodePoints <= width)
                length += chunks[i++].CodePoints;
            var parts = chunks.GetRange(start, i - start);
            if (i < chunks.Count && chunks[i].CodePoints > width)
                TakeLong(chunks, ref i, width - length, breakLong, parts);
            if (parts.Count > 0 && IsBlank(parts[parts.Count - 1]))
                parts.RemoveAt(parts.Count - 1);
            if (parts.Count > 0)
                to.Add(TextOperations.Join(context, SpannedString.Empty, parts));
        }

        if (to.Count == before)
            to.Add(SpannedString.Empty);
    }

    // A word longer than a line is cut, or stands on a line of its own.
    private static void TakeLong(List<SpannedString> chunks, ref int i, int space, bool breakLong, List<SpannedString> parts)
    {
        if (breakLong)
        {
            var take = Math.Max(1, space);
            parts.Add(Slicing.CodePoints(chunks[i], 0, take));
            chunks[i] = Slicing.CodePoints(chunks[i], take, chunks[i].CodePoints - take);
        }
        else if (parts.Count == 0)
        {
            parts.Add(chunks[i++]);
        }
    }

    private static List<SpannedString> Chunks(SpannedString line, bool atHyphens)
    {
        var chunks = new List<SpannedString>();
        for (var i = 0; i < line.Length;)
        {
            var end = i + 1;
            var isBlank = CharacterClasses.IsSpace(line.Text[i]);
            while (end < line.Length && CharacterClasses.IsSpace(line.Text[end]) == isBlank && !(atHyphens && !isBlank && BreaksBefore(line.Text, end, i)))
                end++;
            chunks.Add(line.Slice(i, end - i));
            i = end;
        }

        return chunks;
    }

    // After a hyphen between letters: "well-|known".
    private static bool BreaksBefore(string text, int at, int start) =>
        text[at - 1] == '-' && at - 2 >= start && char.IsLetter(text[at - 2]) && char.IsLetter(text[at]);

    private static bool IsBlank(SpannedString chunk) => chunk.Length == 0 || CharacterClasses.IsSpace(chunk.Text[0]);
}
