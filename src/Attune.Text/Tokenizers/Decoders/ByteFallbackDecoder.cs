using System.Globalization;
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

    private sealed class Stage(DecoderStage next) : DecoderStage
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        private readonly List<byte> run = [];
        private readonly StringBuilder piece = new();

        public override void Write(ReadOnlySpan<char> text) => piece.Append(text);

        public override void EndPiece()
        {
            var text = piece.ToString();
            piece.Clear();
            if (text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>'
                && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                run.Add(value);
                return;
            }

            EndRun();
            next.Write(text);
            next.EndPiece();
        }

        public override void Finish()
        {
            EndRun();
            next.Finish();
        }

        private void EndRun()
        {
            if (run.Count == 0)
                return;
            try
            {
                next.Write(Strict.GetString([.. run]));
                next.EndPiece();
            }
            catch (DecoderFallbackException)
            {
                for (var i = 0; i < run.Count; i++)
                {
                    next.Write("\uFFFD");
                    next.EndPiece();
                }
            }

            run.Clear();
        }
    }
}
