using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>BPEDecoder</c>: the suffix that ends a word becomes a space; in the last token, nothing.</summary>
internal sealed class BpeDecoder(string suffix) : Decoder
{
    public static BpeDecoder Read(DataValue value)
    {
        var suffix = value.Required("suffix");
        return suffix.AsString().Length > 0
            ? new BpeDecoder(suffix.AsString())
            : throw TokenizerErrors.Bad(suffix, "The suffix that ends a word is empty.");
    }

    public override DecoderStage Start(DecoderStage next) => new Stage(suffix, next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "BPEDecoder");
        writer.WriteString("suffix", suffix);
        writer.WriteEndObject();
    }

    /// <summary>Whether a token is the last is known only when another comes, so what follows its first suffix is kept back.</summary>
    private sealed class Stage(string suffix, DecoderStage next) : PieceStage(next)
    {
        private string[] kept = [];
        private bool hasKept;

        protected override bool KeepsText => hasKept || base.KeepsText;

        protected override void EndPiece(string piece)
        {
            Release(" ");
            kept = piece.Split(suffix);
            hasKept = true;
            Next.Write(kept[0]);
        }

        public override void Finish()
        {
            Release("");
            Next.Finish();
        }

        private void Release(string separator)
        {
            if (!hasKept)
                return;
            foreach (var part in kept.Skip(1))
            {
                Next.Write(separator);
                Next.Write(part);
            }

            Next.EndPiece();
            hasKept = false;
        }
    }
}
