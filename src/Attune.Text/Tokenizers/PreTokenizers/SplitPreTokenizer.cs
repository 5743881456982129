using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>What becomes of the text that a split pattern matches (the delimiter).</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}

/// <summary><c>Split</c>: cuts at the matches of a pattern; inverted, at what lies between them.</summary>
internal sealed class SplitPreTokenizer : PreTokenizer
{
    private readonly SplitPattern pattern;
    private readonly SplitBehavior behavior;
    private readonly bool inverted;
    private readonly bool isLiteral;
    private readonly Action<AlignedText, Piece, List<Piece>> rule;

    public SplitPreTokenizer(SplitPattern pattern, SplitBehavior behavior, bool inverted, bool isLiteral = false)
    {
        this.pattern = pattern;
        this.behavior = behavior;
        this.inverted = inverted;
        this.isLiteral = isLiteral;
        rule = behavior == SplitBehavior.Isolated ? CutIsolated : Cut;
    }

    public static SplitPreTokenizer Read(DataValue value)
    {
        var (pattern, isLiteral) = PatternOption.Read(value.Required("pattern"));
        return new SplitPreTokenizer(
            pattern, value.Required("behavior").AsEnum<SplitBehavior>(), value.Required("invert").AsBoolean(), isLiteral);
    }

    public override void Apply(PreTokenizedText text) => text.Split(rule);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Split");
        PatternOption.Write(writer, pattern, isLiteral);
        writer.WriteString("behavior", behavior.ToString());
        writer.WriteBoolean("invert", inverted);
        writer.WriteEndObject();
    }

    /// <summary>Matches and what lies between are pieces alike, so inverting changes nothing.</summary>
    private void CutIsolated(AlignedText text, Piece piece, List<Piece> pieces)
    {
        var span = text.Text.Slice(piece.Start, piece.Length);
        var at = 0;
        for (var from = 0; pattern.TryFind(span, from, out var start, out var end); from = SplitPattern.After(span, start, end))
        {
            if (start > at)
                pieces.Add(new Piece(piece.Start + at, piece.Start + start));
            if (end > start)
                pieces.Add(new Piece(piece.Start + start, piece.Start + end));
            at = end;
        }

        if (at < span.Length)
            pieces.Add(new Piece(piece.Start + at, piece.End));
    }

    private void Cut(AlignedText text, Piece piece, List<Piece> pieces)
    {
        var parts = new DelimiterRule(behavior, pieces);
        var span = text.Text.Slice(piece.Start, piece.Length);
        var at = 0;
        for (var from = 0; pattern.TryFind(span, from, out var start, out var end); from = SplitPattern.After(span, start, end))
        {
            if (start > at)
                parts.Add(new Piece(piece.Start + at, piece.Start + start), inverted);
            parts.Add(new Piece(piece.Start + start, piece.Start + end), !inverted);
            at = end;
        }

        if (at < span.Length)
            parts.Add(new Piece(piece.Start + at, piece.End), inverted);
    }
}
