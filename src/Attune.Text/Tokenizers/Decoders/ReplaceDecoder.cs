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
    private sealed class LiteralStage(string literal, string content, DecoderStage next) : DecoderStage
    {
        private string kept = "";

        public override void Write(ReadOnlySpan<char> text)
        {
            var rest = string.Concat(kept, text).AsSpan();
            for (int at; (at = rest.IndexOf(literal, StringComparison.Ordinal)) >= 0; rest = rest[(at + literal.Length)..])
            {
                next.Write(rest[..at]);
                next.Write(content);
            }

            var length = Math.Min(rest.Length, literal.Length - 1);
            while (!literal.AsSpan().StartsWith(rest[^length..], StringComparison.Ordinal))
                length--;
            next.Write(rest[..^length]);
            kept = rest[^length..].ToString();
        }

        public override void EndPiece()
        {
            next.Write(kept);
            kept = "";
            next.EndPiece();
        }

        public override void Finish() => next.Finish();
    }

    /// <summary>A pattern can take any piece to its end, so the piece is awaited.</summary>
    private sealed class PatternStage(SplitPattern pattern, string content, DecoderStage next) : DecoderStage
    {
        private readonly StringBuilder piece = new();

        public override void Write(ReadOnlySpan<char> text) => piece.Append(text);

        public override void EndPiece()
        {
            var text = piece.ToString();
            var at = 0;
            for (var from = 0; pattern.TryFind(text, from, out var start, out var end); from = SplitPattern.After(text, start, end))
            {
                next.Write(text.AsSpan(at, start - at));
                next.Write(content);
                at = end;
            }

            next.Write(text.AsSpan(at));
            next.EndPiece();
            piece.Clear();
        }

        public override void Finish() => next.Finish();
    }
}
