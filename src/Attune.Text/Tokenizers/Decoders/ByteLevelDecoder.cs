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

    public override DecoderStream Start() => new Stream();

    public override void Write(Utf8JsonWriter writer) => ByteLevelOptions.Write(writer, addPrefixSpace, trimOffsets, useRegex);

    private sealed class Stream : DecoderStream
    {
        private readonly System.Text.Decoder utf8 = Encoding.UTF8.GetDecoder();
        private byte[] bytes = new byte[64];
        private char[] characters = new char[128];

        public override string Add(string token) => Take(BytesOf(token), isEnd: false);

        public override string Finish() => Take([], isEnd: true);

        private string Take(ReadOnlySpan<byte> added, bool isEnd)
        {
            // An incomplete character held back can add U+FFFD to what these bytes give.
            if (characters.Length < added.Length + 8)
                characters = new char[added.Length * 2];
            return characters.AsSpan(0, utf8.GetChars(added, characters, isEnd)).ToString();
        }

        private ReadOnlySpan<byte> BytesOf(string token)
        {
            if (bytes.Length < token.Length)
                bytes = new byte[token.Length * 2];
            for (var i = 0; i < token.Length; i++)
            {
                if (!ByteAlphabet.TryGetByte(token[i], out bytes[i]))
                    return Encoding.UTF8.GetBytes(token);
            }

            return bytes.AsSpan(0, token.Length);
        }
    }
}
