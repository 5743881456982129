using System.Text;
using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>Replace</c>: each match of a pattern in a piece by a text.</summary>
internal sealed class ReplaceDecoder(SplitPattern pattern, bool isLiteral, string content) : Decoder
{
    public static ReplaceDecoder Read(DataValue value)
    {
        var (pattern, isLiteral) = PatternOption.Read(value.Required("pattern"));
        return new ReplaceDecoder(pattern, isLiteral, value.Required("content").AsString());
    }

    public override DecoderStage Start(DecoderStage next) =>
        isLiteral && pattern.Source.Length > 0 ? new LiteralStage(pattern.Source, content, next) : new PatternStage(pattern, content, next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Replace");
        PatternOption.Write(writer, pattern, isLiteral);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }

    /// <summary>Keeps back only what can be the start of the text that is replaced.</summary>
    private sealed class LiteralStage(string literal, string content, DecoderStage next) : DecoderStage(next)
    {
        private string kept = "";

        protected override bool KeepsText => kept.Length > 0;

        public override void Write(ReadOnlySpan<char> text)
        {
            var rest = string.Concat(kept, text).AsSpan();
            for (int at; (at = rest.IndexOf(literal, StringComparison.Ordinal)) >= 0; rest = rest[(at + literal.Length)..])
            {
                Next.Write(rest[..at]);
                Next.Write(content);
            }

            var length = Math.Min(rest.Length, literal.Length - 1);
            while (!literal.AsSpan().StartsWith(rest[^length..], StringComparison.Ordinal))
                length--;
            Next.Write(rest[..^length]);
            kept = rest[^length..].ToString();
        }

        public override void EndPiece()
        {
            Next.Write(kept);
            kept = "";
            Next.EndPiece();
        }
    }

    /// <summary>A pattern can take any piece to its end, so the piece is awaited.</summary>
    private sealed class PatternStage(SplitPattern pattern, string content, DecoderStage next) : DecoderStage(next)
    {
        private StringBuilder piece = new();

        protected override bool KeepsText => piece.Length > 0;

        public override void Write(ReadOnlySpan<char> text) => piece.Append(text);

        public override void EndPiece()
        {
            var text = piece.ToString();
            var at = 0;
            for (var from = 0; pattern.TryFind(text, from, out var start, out var end); from = SplitPattern.After(text, start, end))
            {
                Next.Write(text.AsSpan(at, start - at));
                Next.Write(content);
                at = end;
            }

            Next.Write(text.AsSpan(at));
            Next.EndPiece();
            piece.Clear();
        }

        protected override void Detach() => piece = new StringBuilder().Append(piece);
    }
}
