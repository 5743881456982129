using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>
/// <c>Metaspace</c>: each space by a mark, and the mark before a piece that does not start with it: before every one, or
/// only before one that starts the original text. Cuts before each mark.
/// </summary>
internal sealed class MetaspacePreTokenizer : PreTokenizer
{
    private readonly MetaspaceOptions options;
    private readonly int mark;
    private readonly SplitPreTokenizer? split;
    private readonly Action<AlignedText, Piece, AlignedText.Builder> rule;

    public MetaspacePreTokenizer(MetaspaceOptions options)
    {
        this.options = options;
        mark = PatternNode.CodePointAt(options.Replacement, 0, out _);
        split = options.Split
            ? new SplitPreTokenizer(SplitPattern.ForText(options.Replacement), SplitBehavior.MergedWithNext, inverted: false)
            : null;
        rule = AppendMarked;
    }

    public static MetaspacePreTokenizer Read(DataValue value) => new(MetaspaceOptions.Read(value));

    public override void Apply(PreTokenizedText text)
    {
        text.Rewrite(rule);
        split?.Apply(text);
    }

    public override void Write(Utf8JsonWriter writer) => options.Write(writer);

    private void AppendMarked(AlignedText text, Piece piece, AlignedText.Builder builder)
    {
        if (piece.Length == 0)
            return;
        var span = text.Text.Slice(piece.Start, piece.Length);
        var isMarked = span[0] == ' ' || span.StartsWith(options.Replacement, StringComparison.Ordinal);
        var isWanted = options.Prepend == PrependScheme.Always
            || (options.Prepend == PrependScheme.First && text.ToOriginal(piece.Start, piece.End).Start == 0);
        if (isWanted && !isMarked)
            builder.Append(mark, text.OriginalOf(piece.Start));
        for (var at = 0; at < span.Length;)
        {
            var space = span[at..].IndexOf(' ');
            var end = space < 0 ? span.Length : at + space;
            builder.AppendRange(text, piece.Start + at, piece.Start + end);
            if (space >= 0)
                builder.Append(mark, text.OriginalOf(piece.Start + end));
            at = end + 1;
        }
    }
}
