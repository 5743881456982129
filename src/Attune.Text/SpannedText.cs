namespace Attune.Text;

/// <summary>A run of characters with one origin.</summary>
/// <param name="Start">Index of the first character (UTF-16 code unit).</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Origin">Where they came from.</param>
public readonly record struct OriginSpan(int Start, int Length, Origin Origin)
{
    /// <summary>Index after the last character.</summary>
    public int End => Start + Length;
}

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Index of the first character (UTF-16 code unit).</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>Index after the last character.</summary>
    public int End => Start + Length;
}

/// <summary>
/// A text in which every character knows where it came from. The spans are in order, do not overlap, are never empty
/// and cover the whole text.
/// </summary>
public sealed class SpannedText
{
    /// <summary>Joins a text with its spans.</summary>
    /// <exception cref="ArgumentException">The spans do not cover the text exactly, in order.</exception>
    public SpannedText(string text, IReadOnlyList<OriginSpan> spans, IReadOnlyList<TextRange>? generations = null)
    {
        var at = 0;
        foreach (var span in spans)
        {
            if (span.Start != at || span.Length <= 0)
                throw new ArgumentException($"Span at {span.Start} of length {span.Length} does not follow position {at}.", nameof(spans));
            at = span.End;
        }

        if (at != text.Length)
            throw new ArgumentException($"Spans end at {at} but the text has {text.Length} characters.", nameof(spans));
        Text = text;
        Spans = spans;
        Generations = generations ?? [];
    }

    private SpannedText(string text, OriginSpan[] spans, IReadOnlyList<TextRange> generations)
    {
        Text = text;
        Spans = spans;
        Generations = generations;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The origins of its characters.</summary>
    public IReadOnlyList<OriginSpan> Spans { get; }

    /// <summary>What the template's <c>{% generation %}</c> blocks wrote, in order; empty where it has none.</summary>
    public IReadOnlyList<TextRange> Generations { get; }

    /// <summary>Joins a text with spans that are known to cover it.</summary>
    internal static SpannedText Covered(string text, OriginSpan[] spans, IReadOnlyList<TextRange> generations) => new(text, spans, generations);

    /// <summary>A text of which every character is a template literal.</summary>
    public static SpannedText FromTemplate(string text) => Of(text, Origin.Template);

    /// <summary>A text of which every character has one origin.</summary>
    public static SpannedText Of(string text, Origin origin) =>
        new(text, text.Length == 0 ? [] : [new OriginSpan(0, text.Length, origin)]);

    /// <summary>The first characters with their spans.</summary>
    /// <param name="length">How many; at most as many as there are.</param>
    public SpannedText Start(int length)
    {
        var spans = new List<OriginSpan>();
        foreach (var span in Spans)
        {
            if (span.Start < length)
                spans.Add(span with { Length = Math.Min(span.Length, length - span.Start) });
        }

        var generations = new List<TextRange>();
        foreach (var range in Generations)
        {
            if (range.Start < length)
                generations.Add(range with { Length = Math.Min(range.Length, length - range.Start) });
        }

        return new SpannedText(Text.Substring(0, length), spans, generations);
    }

    /// <summary>The text with another behind it.</summary>
    internal SpannedText Append(string text, Origin origin) =>
        text.Length == 0 ? this : new SpannedText(Text + text, [.. Spans, new OriginSpan(Text.Length, text.Length, origin)], Generations);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
