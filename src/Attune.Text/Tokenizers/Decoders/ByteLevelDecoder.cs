using System.Buffers;
using System.Runtime.InteropServices;
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
    private sealed class Stage(DecoderStage next) : DecoderStage(next)
    {
        private byte[] bytes = new byte[64];
        private char[] characters = new char[64];
        private List<char> token = [];

        /// <summary>The first bytes of a character that has not all of them, at the start of <see cref="bytes"/>.</summary>
        private int unfinished;

        protected override bool KeepsText => unfinished > 0 || token.Count > 0;

        public override void Write(ReadOnlySpan<char> text) => token.AddRange(text);

        public override void EndPiece()
        {
            var count = AppendToken();
            token.Clear();
            unfinished = UnfinishedAtEnd(bytes.AsSpan(0, count));
            PassOn(bytes.AsSpan(0, count - unfinished));
            bytes.AsSpan(count - unfinished, unfinished).CopyTo(bytes);
        }

        public override void Finish()
        {
            PassOn(bytes.AsSpan(0, unfinished));
            unfinished = 0;
            Next.EndPiece();
            base.Finish();
        }

        protected override void Detach() => (bytes, characters, token) = ([.. bytes], new char[64], [.. token]);

        private void PassOn(ReadOnlySpan<byte> settled)
        {
            if (characters.Length < settled.Length)
                characters = new char[settled.Length * 2];
            var count = Encoding.UTF8.GetChars(settled, characters);
            if (count > 0)
                Next.Write(characters.AsSpan(0, count));
        }

        /// <summary>Puts the token's bytes behind the unfinished ones; gives how many there are.</summary>
        private int AppendToken()
        {
            // A letter outside the alphabet takes three bytes at most: a surrogate pair has four for two.
            if (bytes.Length < unfinished + token.Count * 3)
                Array.Resize(ref bytes, (unfinished + token.Count * 3) * 2);
            for (var i = 0; i < token.Count; i++)
            {
                if (!ByteAlphabet.TryGetByte(token[i], out bytes[unfinished + i]))
                    return unfinished + Encoding.UTF8.GetBytes(CollectionsMarshal.AsSpan(token), bytes.AsSpan(unfinished));
            }

            return unfinished + token.Count;
        }

        /// <summary>How many bytes at the end begin a character whose others may follow.</summary>
        private static int UnfinishedAtEnd(ReadOnlySpan<byte> utf8)
        {
            for (var length = Math.Min(3, utf8.Length); length > 0; length--)
            {
                if (Rune.DecodeFromUtf8(utf8[^length..], out _, out var used) == OperationStatus.NeedMoreData && used == length)
                    return length;
            }

            return 0;
        }
    }
}
