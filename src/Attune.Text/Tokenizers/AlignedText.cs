using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers;

/// <summary>
/// A text on its way through normalization, whose characters know which characters of the original they stand for.
/// Without alignments a character stands for itself: the text is the original.
/// </summary>
internal sealed class AlignedText
{
    private readonly TokenOffset[]? alignments;

    public AlignedText(string text)
        : this(text, null)
    {
    }

    private AlignedText(string text, TokenOffset[]? alignments)
    {
        Text = text;
        this.alignments = alignments;
    }

    public string Text { get; }

    /// <summary>Whether every character stands for itself.</summary>
    public bool IsOriginal => alignments is null;

    /// <summary>The original characters that a range of this text stands for; empty ranges stand for nothing.</summary>
    public TokenOffset ToOriginal(int start, int end)
    {
        if (alignments is null)
            return new TokenOffset(start, end);
        return start < end
            ? new TokenOffset(alignments[start].Start, alignments[end - 1].End)
            : default;
    }

    /// <summary>What one UTF-16 character stands for; a whole code point's characters all stand for the same.</summary>
    public TokenOffset OriginalOf(int index)
    {
        if (alignments is not null)
            return alignments[index];
        var start = index > 0 && char.IsLowSurrogate(Text[index]) && char.IsHighSurrogate(Text[index - 1]) ? index - 1 : index;
        var pair = char.IsHighSurrogate(Text[start]) && start + 1 < Text.Length && char.IsLowSurrogate(Text[start + 1]);
        return new TokenOffset(start, start + (pair ? 2 : 1));
    }

    /// <summary>The text with other characters, as many, each in place of the one at its index.</summary>
    public AlignedText WithCharacters(string text) => new(text, alignments);

    /// <summary>A range as a text of its own.</summary>
    public AlignedText Slice(int start, int end)
    {
        if (start == 0 && end == Text.Length)
            return this;
        var builder = new Builder(end - start);
        builder.AppendRange(this, start, end);
        return builder.ToAlignedText();
    }

    /// <summary>The text without the code points of a set.</summary>
    public AlignedText Without(CodePointSet removed)
    {
        var builder = new Builder(Text.Length);
        var kept = 0;
        for (var at = 0; at < Text.Length;)
        {
            var isRemoved = removed.Contains(PatternNode.CodePointAt(Text, at, out var length));
            if (isRemoved)
            {
                builder.AppendRange(this, kept, at);
                kept = at + length;
            }

            at += length;
        }

        if (kept == 0)
            return this;
        builder.AppendRange(this, kept, Text.Length);
        return builder.ToAlignedText();
    }

    /// <summary>The text after changes that account for every code point of it, in order.</summary>
    public AlignedText Transform(IReadOnlyList<CharacterChange> changes)
    {
        var builder = new Builder(changes.Count);
        var at = 0;
        foreach (var (codePoint, change) in changes)
        {
            if (change > 0)
            {
                builder.Append(codePoint, at == 0 ? default : OriginalOf(at - 1));
                continue;
            }

            builder.Append(codePoint, OriginalOf(at));
            for (var taken = change; taken <= 0; taken++)
                at += char.IsHighSurrogate(Text[at]) && at + 1 < Text.Length && char.IsLowSurrogate(Text[at + 1]) ? 2 : 1;
        }

        return builder.ToAlignedText();
    }

    /// <summary>Builds a changed text, telling for each new character what it stands for.</summary>
    internal sealed class Builder(int capacity)
    {
        private char[] built = new char[Math.Max(capacity, 16)];
        private TokenOffset[] places = new TokenOffset[Math.Max(capacity, 16)];

        public int Length { get; private set; }

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
            source.Text.CopyTo(start, built, Length, end - start);
            if (source.alignments is { } known)
            {
                Array.Copy(known, start, places, Length, end - start);
            }
            else
            {
                for (var i = start; i < end; i++)
                    places[Length + i - start] = char.IsSurrogate(source.Text[i]) ? source.OriginalOf(i) : new TokenOffset(i, i + 1);
            }

            Length += end - start;
        }

        /// <summary>Ends the building: the memory of the places goes over to the text.</summary>
        public AlignedText ToAlignedText() => new(new string(built, 0, Length), places);

        private void Reserve(int count)
        {
            if (Length + count <= built.Length)
                return;
            var size = Math.Max(built.Length * 2, Length + count);
            Array.Resize(ref built, size);
            Array.Resize(ref places, size);
        }
    }
}
