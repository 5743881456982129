using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>BertPreTokenizer</c>: cuts at blanks, which go, and at punctuation marks, each a piece of its own.</summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    private static readonly Lazy<CodePointSet> Marks = new(() => PatternParser.ParseSet(PunctuationPreTokenizer.Marks));
    private readonly CodePointSet marks = Marks.Value;
    private readonly Action<AlignedText, Piece, List<Piece>> rule;

    public BertPreTokenizer() => rule = Cut;

    public static BertPreTokenizer Read(DataValue value) => new();

    public override void Apply(PreTokenizedText text) => text.Split(rule);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "BertPreTokenizer");
        writer.WriteEndObject();
    }

    private void Cut(AlignedText text, Piece piece, List<Piece> pieces)
    {
        var span = text.Text[..piece.End];
        var start = piece.Start;
        for (var at = piece.Start; at < piece.End;)
        {
            var codePoint = PatternNode.CodePointAt(span, at, out var length);
            var isMark = marks.Contains(codePoint);
            if (isMark || CharacterClasses.Space.Contains(codePoint))
            {
                if (at > start)
                    pieces.Add(new Piece(start, at));
                if (isMark)
                    pieces.Add(new Piece(at, at + length));
                start = at + length;
            }

            at += length;
        }

        if (piece.End > start)
            pieces.Add(new Piece(start, piece.End));
    }
}
