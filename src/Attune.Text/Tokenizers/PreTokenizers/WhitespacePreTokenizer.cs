using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>Whitespace</c>: runs of word characters, and runs of what is neither of a word nor blank.</summary>
internal sealed class WhitespacePreTokenizer : PreTokenizer
{
    /// <summary>
    /// Words as this part has them, whose engine is not the one of split patterns: with the two joiners, and without
    /// the six numbers that are letters there.
    /// </summary>
    private static readonly Lazy<CodePointSet> Words = new(() => PatternParser.ParseSet(
        @"[[\w\x{200C}\x{200D}]&&[^\x{B2}\x{B3}\x{B9}\x{BC}-\x{BE}]]"));

    private readonly CodePointSet words = Words.Value;
    private readonly Action<AlignedText, Piece, List<Piece>> rule;

    public WhitespacePreTokenizer() => rule = Cut;

    private enum Kind
    {
        Blank,
        Word,
        Other,
    }

    public static WhitespacePreTokenizer Read(DataValue value) => new();

    public override void Apply(PreTokenizedText text) => text.Split(rule);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Whitespace");
        writer.WriteEndObject();
    }

    private void Cut(AlignedText text, Piece piece, List<Piece> pieces)
    {
        var span = text.Text[..piece.End];
        var (start, current) = (piece.Start, Kind.Blank);
        for (var at = piece.Start; at < piece.End;)
        {
            var codePoint = PatternNode.CodePointAt(span, at, out var length);
            var kind = words.Contains(codePoint) ? Kind.Word : CharacterClasses.Space.Contains(codePoint) ? Kind.Blank : Kind.Other;
            if (kind != current)
            {
                if (current != Kind.Blank)
                    pieces.Add(new Piece(start, at));
                (start, current) = (at, kind);
            }

            at += length;
        }

        if (current != Kind.Blank)
            pieces.Add(new Piece(start, piece.End));
    }
}
