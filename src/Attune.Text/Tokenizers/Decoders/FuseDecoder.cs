using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>Fuse</c>: all pieces become one.</summary>
internal sealed class FuseDecoder : Decoder
{
    public static FuseDecoder Read(DataValue value) => new();

    public override DecoderStage Start(DecoderStage next) => new Stage(next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Fuse");
        writer.WriteEndObject();
    }

    private sealed class Stage(DecoderStage next) : DecoderStage(next)
    {
        public override void Write(ReadOnlySpan<char> text) => Next.Write(text);

        public override void EndPiece()
        {
        }

        public override void Finish()
        {
            Next.EndPiece();
            base.Finish();
        }
    }
}
