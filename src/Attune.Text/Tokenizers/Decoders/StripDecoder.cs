using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>Strip</c>: takes a character off both ends of a piece, each so many times at most.</summary>
internal sealed class StripDecoder(char content, int start, int stop) : Decoder
{
    public static StripDecoder Read(DataValue value)
    {
        var content = value.Required("content");
        if (content.AsString().Length != 1)
            throw TokenizerErrors.Bad(content, "The content to strip must be one character.");
        return new StripDecoder(content.AsString()[0], value.Required("start").AsInt32(), value.Required("stop").AsInt32());
    }

    public override DecoderStage Start(DecoderStage next) => new Stage(content, start, stop, next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Strip");
        writer.WriteString("content", content.ToString());
        writer.WriteNumber("start", start);
        writer.WriteNumber("stop", stop);
        writer.WriteEndObject();
    }

    /// <summary>Keeps back the last characters while they may have to go.</summary>
    private sealed class Stage(char content, int start, int stop, DecoderStage next) : DecoderStage(next)
    {
        private int stripped;
        private int kept;

        public override void Write(ReadOnlySpan<char> text)
        {
            for (; stripped < start && text.Length > 0 && text[0] == content; stripped++)
                text = text[1..];
            if (text.Length > 0)
                stripped = start;

            var solid = text.TrimEnd(content);
            if (solid.Length > 0)
            {
                PassOn(kept);
                Next.Write(solid);
                kept = 0;
            }

            kept += text.Length - solid.Length;
            PassOn(kept - stop);
            kept = Math.Min(kept, stop);
        }

        public override void EndPiece()
        {
            (stripped, kept) = (0, 0);
            Next.EndPiece();
        }

        private void PassOn(int count)
        {
            for (; count > 0; count--)
                Next.Write([content]);
        }
    }
}
