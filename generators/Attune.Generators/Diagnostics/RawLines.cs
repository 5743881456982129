using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.Diagnostics;

/// <summary>A raw literal over several lines: its value starts after the first line end and lacks the indentation of the closing quotes.</summary>
internal static class RawLines
{
    public static void Add(string text, int at, List<TextSpan> spans)
    {
        var lines = Split(text);
        if (lines.Count < 2)
            return;
        var closing = lines[lines.Count - 1];
        var indentation = closing.Length - text.Substring(closing.Start, closing.Length).TrimStart(' ', '\t').Length;
        for (var i = 1; i < lines.Count - 1; i++)
        {
            var line = lines[i];
            for (var c = line.Start + Math.Min(indentation, line.Length); c < line.End; c++)
                spans.Add(new TextSpan(at + c, 1));

            // The last line end belongs to the quotes.
            for (var c = line.End; i < lines.Count - 2 && c < lines[i + 1].Start; c++)
                spans.Add(new TextSpan(at + c, 1));
        }
    }

    /// <summary>The lines without their ends.</summary>
    private static List<TextSpan> Split(string text)
    {
        var lines = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r'))
                continue;
            lines.Add(TextSpan.FromBounds(start, i));
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                i++;
            start = i + 1;
        }

        lines.Add(TextSpan.FromBounds(start, text.Length));
        return lines;
    }
}
