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
        var chunks = WrapChunks.Of(line, atHyphens);
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
                TakeLong(chunks, ref i, width - length, breakLong, atHyphens, parts);
            if (parts.Count > 0 && IsBlank(parts[parts.Count - 1]))
                parts.RemoveAt(parts.Count - 1);
            if (parts.Count > 0)
                to.Add(TextOperations.Join(context, SpannedString.Empty, parts));
        }

        if (to.Count == before)
            to.Add(SpannedString.Empty);
    }

    // A word longer than a line is cut, after its last hyphen where it may, or stands on a line of its own.
    private static void TakeLong(List<SpannedString> chunks, ref int i, int space, bool breakLong, bool atHyphens, List<SpannedString> parts)
    {
        if (breakLong && space > 0)
        {
            var start = Slicing.CodePoints(chunks[i], 0, space);
            var hyphen = atHyphens ? start.Text.LastIndexOf('-') : -1;
            if (hyphen > 0 && start.Text.Substring(0, hyphen).Trim('-').Length > 0)
                start = start.Slice(0, hyphen + 1);
            parts.Add(start);
            chunks[i] = chunks[i].Slice(start.Length, chunks[i].Length - start.Length);
        }
        else if (parts.Count == 0)
        {
            parts.Add(chunks[i++]);
        }
    }

    private static bool IsBlank(SpannedString chunk) => TextOperations.Strip(chunk, null, true, false).Length == 0;
}
