namespace Attune.Text.Tokenizers;

/// <content>How a changed text is made.</content>
internal sealed partial class AlignedText
{
    /// <summary>Builds a changed text, telling for each new character what it stands for; in memory that is used again.</summary>
    internal sealed class Builder
    {
        private readonly AlignedText made = new();
        private char[] built = new char[16];
        private TokenOffset[] places = new TokenOffset[16];
        private long limit = long.MaxValue;

        public int Length { get; private set; }

        /// <summary>Starts anew; the text that was made before is no more.</summary>
        /// <param name="most">More characters are an error.</param>
        public void Restart(long most) => (Length, limit) = (0, most);

        public bool Made(AlignedText text) => text == made;

        public void Append(int codePoint, TokenOffset place)
        {
            Reserve(2);
            if (codePoint <= 0xFFFF)
            {
                built[Length] = (char)codePoint;
            }
            else
            {
                var above = codePoint - 0x10000;
                built[Length] = (char)(0xD800 + (above >> 10));
                places[Length++] = place;
                built[Length] = (char)(0xDC00 + (above & 0x3FF));
            }

            places[Length++] = place;
        }

        public void AppendRange(AlignedText source, int start, int end)
        {
            Reserve(end - start);
            var text = source.Text;
            text[start..end].CopyTo(built.AsSpan(Length));
            if (source.alignments is { } known)
            {
                Array.Copy(known, start, places, Length, end - start);
            }
            else
            {
                for (var i = start; i < end; i++)
                    places[Length + i - start] = char.IsSurrogate(text[i]) ? source.OriginalOf(i) : new TokenOffset(i, i + 1);
            }

            Length += end - start;
        }

        /// <summary>Ends the building.</summary>
        public AlignedText ToAlignedText()
        {
            (made.characters, made.length) = (built, Length);
            made.alignments = places;
            return made;
        }

        /// <summary>A text with as many characters as another, each in place of the one at its index: those that are written to the span.</summary>
        public AlignedText InPlaceOf(AlignedText other, out Span<char> written)
        {
            Length = 0;
            Reserve(other.Text.Length);
            Length = other.Text.Length;
            written = built.AsSpan(0, Length);
            ToAlignedText();
            if (other.alignments is { } known)
                Array.Copy(known, places, Length);
            else
                made.alignments = null;
            return made;
        }

        private void Reserve(int count)
        {
            if (Length + count <= built.Length)
                return;
            TextGrowth.Check(limit, (long)Length + count);
            var size = Math.Max(built.Length * 2, Length + count);
            Array.Resize(ref built, size);
            Array.Resize(ref places, size);
        }
    }
}
