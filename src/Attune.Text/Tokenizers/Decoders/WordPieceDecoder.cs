using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>WordPiece</c>: a token with the prefix continues a word, any other but the first begins one after a space.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleanup) : Decoder
{
    public static WordPieceDecoder Read(DataValue value) =>
        new(value.Required("prefix").AsString(), value.Required("cleanup").AsBoolean());

    public override DecoderStage Start(DecoderStage next) => new Stage(prefix, cleanup, next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "WordPiece");
        writer.WriteString("prefix", prefix);
        writer.WriteBoolean("cleanup", cleanup);
        writer.WriteEndObject();
    }

    private sealed class Stage(string prefix, bool cleanup, DecoderStage next) : PieceStage(next)
    {
        private bool isFirst = true;

        protected override void EndPiece(string piece)
        {
            if (!isFirst)
                piece = piece.StartsWith(prefix, StringComparison.Ordinal) ? piece[prefix.Length..] : " " + piece;
            isFirst = false;
            Next.Write(cleanup ? TextCleanup.Clean(piece) : piece);
            Next.EndPiece();
        }
    }
}
