using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>
/// <c>ByteFallback</c>: runs of tokens <c>&lt;0xXX&gt;</c> become the text of their bytes; where those are not UTF-8,
/// each byte of the run becomes U+FFFD. A run is known only when it ends.
/// </summary>
internal sealed class ByteFallbackDecoder : Decoder
{
    public static ByteFallbackDecoder Read(DataValue value) => new();

    public override DecoderStage Start(DecoderStage next) => new Stage(next);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "ByteFallback");
        writer.WriteEndObject();
    }

    private sealed class Stage(DecoderStage next) : DecoderStage(next)
    {
        private List<byte> run = [];
        private StringBuilder piece = new();

        /// <summary>Where the run's last character starts that may still need bytes.</summary>
        private int unfinished;
        private bool isBroken;

        protected override bool KeepsText => run.Count > 0 || piece.Length > 0;

        public override void Write(ReadOnlySpan<char> text) => piece.Append(text);

        public override void EndPiece()
        {
            var text = piece.ToString();
            piece.Clear();
            if (text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>'
                && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                Add(value);
                return;
            }

            EndRun();
            Next.Write(text);
            Next.EndPiece();
        }

        public override void Finish()
        {
            EndRun();
            base.Finish();
        }

        protected override void Detach() => (run, piece) = ([.. run], new StringBuilder().Append(piece));

        private void Add(byte value)
        {
            run.Add(value);
            var status = isBroken
                ? OperationStatus.InvalidData
                : Rune.DecodeFromUtf8(CollectionsMarshal.AsSpan(run)[unfinished..], out _, out _);
            if (status == OperationStatus.Done)
                unfinished = run.Count;
            else if (status == OperationStatus.InvalidData)
                Break();
        }

        /// <summary>No further byte makes text of the run: all it has and will have are U+FFFD.</summary>
        private void Break()
        {
            for (var i = 0; i < run.Count; i++)
            {
                Next.Write("\uFFFD");
                Next.EndPiece();
            }

            run.Clear();
            isBroken = true;
        }

        private void EndRun()
        {
            if (unfinished < run.Count)
                Break();
            if (run.Count > 0)
            {
                Next.Write(Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(run)));
                Next.EndPiece();
                run.Clear();
            }

            (unfinished, isBroken) = (0, false);
        }
    }
}
