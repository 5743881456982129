using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>Metaspace</c>: marks become spaces; in the first token they go where the mark was put there by encoding.</summary>
internal sealed class MetaspaceDecoder(MetaspaceOptions options) : Decoder
{
    public static MetaspaceDecoder Read(DataValue value) => new(MetaspaceOptions.Read(value));

    public override DecoderStage Start(DecoderStage next) => new Stage(options, next);

    public override void Write(Utf8JsonWriter writer) => options.Write(writer);

    private sealed class Stage(MetaspaceOptions options, DecoderStage next) : PieceStage(next)
    {
        private bool isFirst = true;

        protected override void EndPiece(string piece)
        {
            var space = isFirst && options.Prepend != PrependScheme.Never ? "" : " ";
            isFirst = false;
            Next.Write(piece.Replace(options.Replacement, space, StringComparison.Ordinal));
            Next.EndPiece();
        }
    }
}
