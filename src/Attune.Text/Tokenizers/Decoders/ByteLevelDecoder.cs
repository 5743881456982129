using System.Text;
using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>
/// <c>ByteLevel</c>: the bytes that the tokens' letters stand for, as UTF-8; bytes that are not UTF-8 become U+FFFD. A
/// token with a letter outside the byte alphabet (an added token) stands for its own text.
/// </summary>
internal sealed class ByteLevelDecoder(bool addPrefixSpace, bool trimOffsets, bool useRegex) : Decoder
{
    public static ByteLevelDecoder Read(DataValue value) => new(
        value.Required("add_prefix_space").AsBoolean(),
        value.Required("trim_offsets").AsBoolean(),
        value.Optional("use_regex")?.AsBoolean() ?? true);

    public override DecoderStage Start(DecoderStage next) => new Stage(next);

    public override void Write(Utf8JsonWriter writer) => ByteLevelOptions.Write(writer, addPrefixSpace, trimOffsets, useRegex);

    /// <summary>All tokens become one piece.</summary>
    private sealed class Stage(DecoderStage next) : DecoderStage
    {
        private readonly System.Text.Decoder utf8 = Encoding.UTF8.GetDecoder();
        private readonly List<char> token = [];
        private byte[] bytes = new byte[64];
        private char[] characters = new char[128];

        public override void Write(ReadOnlySpan<char> text) => token.AddRange(text);

        public override void EndPiece()
        {
            PassOn(BytesOfToken(), isEnd: false);
            token.Clear();
        }

        public override void Finish()
        {
            PassOn([], isEnd: true);
            next.EndPiece();
            next.Finish();
        }

        private void PassOn(ReadOnlySpan<byte> added, bool isEnd)
        {
            // An incomplete character held back can add U+FFFD to what these bytes give.
            if (characters.Length < added.Length + 8)
                characters = new char[added.Length * 2];
            var count = utf8.GetChars(added, characters, isEnd);
            if (count > 0)
                next.Write(characters.AsSpan(0, count));
        }

        private ReadOnlySpan<byte> BytesOfToken()
        {
            if (bytes.Length < token.Count)
                bytes = new byte[token.Count * 2];
            for (var i = 0; i < token.Count; i++)
            {
                if (!ByteAlphabet.TryGetByte(token[i], out bytes[i]))
                    return Encoding.UTF8.GetBytes([.. token]);
            }

            return bytes.AsSpan(0, token.Count);
        }
    }
}
