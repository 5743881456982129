using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers;

/// <summary>
/// A text on its way through normalization, whose characters know which characters of the original they stand for.
/// Without alignments a character stands for itself: the text is the original, or has as many characters as it. What a
/// <see cref="Builder"/> made lives until the builder is used again.
/// </summary>
internal sealed partial class AlignedText
{
    private readonly string? original;
    private char[] characters = [];
    private int length;
    private TokenOffset[]? alignments;

    public AlignedText(string text) => original = text;

    private AlignedText()
    {
    }

    public ReadOnlySpan<char> Text => original is null ? characters.AsSpan(0, length) : original;

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
        var text = Text;
        var start = index > 0 && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;
        var pair = char.IsHighSurrogate(text[start]) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]);
        return new TokenOffset(start, start + (pair ? 2 : 1));
    }

    /// <summary>A range as a text of its own.</summary>
    public AlignedText Slice(int start, int end, TextBuffers buffers)
    {
        if (start == 0 && end == Text.Length)
            return this;
        var builder = buffers.BuilderFor(this);
        builder.AppendRange(this, start, end);
        return builder.ToAlignedText();
    }

    /// <summary>The text without the code points of a set.</summary>
    public AlignedText Without(CodePointSet removed, TextBuffers buffers)
    {
        var builder = buffers.BuilderFor(this);
        var text = Text;
        var kept = 0;
        for (var at = 0; at < text.Length;)
        {
            var isRemoved = removed.Contains(PatternNode.CodePointAt(text, at, out var length));
            if (isRemoved)
            {
                builder.AppendRange(this, kept, at);
                kept = at + length;
            }

            at += length;
        }

        if (kept == 0)
            return this;
        builder.AppendRange(this, kept, text.Length);
        return builder.ToAlignedText();
    }

    /// <summary>The text after changes that account for every code point of it, in order.</summary>
    public AlignedText Transform(ReadOnlySpan<CharacterChange> changes, TextBuffers buffers)
    {
        var builder = buffers.BuilderFor(this);
        var text = Text;
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
                at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return builder.ToAlignedText();
    }
}
