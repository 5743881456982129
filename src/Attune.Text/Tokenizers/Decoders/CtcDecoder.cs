using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>
/// <c>CTC</c>: of equal neighbours one, without padding (connectionist temporal classification, Graves et al. 2006); with
/// clean-up, the delimiter of words becomes a space.
/// </summary>
internal sealed class CtcDecoder(string padToken, string wordDelimiter, bool cleanup) : Decoder
{
    public static CtcDecoder Read(DataValue value) => new(
        value.Required("pad_token").AsString(),
        value.Required("word_delimiter_token").AsString(),
        value.Required("cleanup").AsBoolean());

    public override DecoderStage Start(DecoderStage next) => new Stage(this, next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "CTC");
        writer.WriteString("pad_token", padToken);
        writer.WriteString("word_delimiter_token", wordDelimiter);
        writer.WriteBoolean("cleanup", cleanup);
        writer.WriteEndObject();
    }

    private string Decode(string token)
    {
        if (padToken.Length > 0)
            token = token.Replace(padToken, "", StringComparison.Ordinal);
        if (!cleanup)
            return token;
        token = TextCleanup.Clean(token);
        return wordDelimiter.Length > 0 ? token.Replace(wordDelimiter, " ", StringComparison.Ordinal) : token;
    }

    private sealed class Stage(CtcDecoder decoder, DecoderStage next) : PieceStage(next)
    {
        private string? last;

        protected override void EndPiece(string piece)
        {
            if (piece == last)
                return;
            last = piece;
            var text = decoder.Decode(piece);
            if (text.Length == 0)
                return;
            Next.Write(text);
            Next.EndPiece();
        }
    }
}
