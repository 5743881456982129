using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>FixedLength</c>: pieces of so many code points, the last of what is left.</summary>
internal sealed class FixedLengthPreTokenizer : PreTokenizer
{
    private readonly int length;
    private readonly Action<AlignedText, Piece, List<Piece>> rule;

    private FixedLengthPreTokenizer(int length)
    {
        this.length = length;
        rule = Cut;
    }

    public static FixedLengthPreTokenizer Read(DataValue value)
    {
        var length = value.Required("length");
        return length.AsInt32() > 0
            ? new FixedLengthPreTokenizer(length.AsInt32())
            : throw TokenizerErrors.Bad(length, $"Pieces cannot be {length.AsInt32()} characters long.");
    }

    public override void Apply(PreTokenizedText text) => text.Split(rule);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "FixedLength");
        writer.WriteNumber("length", length);
        writer.WriteEndObject();
    }

    private void Cut(AlignedText text, Piece piece, List<Piece> pieces)
    {
        var span = text.Text[..piece.End];
        for (var at = piece.Start; at < piece.End;)
        {
            var start = at;
            for (var count = 0; count < length && at < piece.End; count++)
            {
                PatternNode.CodePointAt(span, at, out var units);
                at += units;
            }

            pieces.Add(new Piece(start, at));
        }
    }
}
