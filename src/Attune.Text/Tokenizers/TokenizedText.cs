namespace Attune.Text.Tokenizers;

/// <summary>The characters of a text that a token stands for.</summary>
/// <param name="Start">Index of the first character (UTF-16 code unit).</param>
/// <param name="End">Index after the last character.</param>
public readonly record struct TokenOffset(int Start, int End);

/// <summary>
/// A text as tokens. A character that several tokens share (its UTF-8 bytes were split between them) is in the range of
/// each; a special token that the tokenizer added at the start or end has an empty range.
/// </summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Offsets">Where each token lies in the text; as long as <paramref name="Ids"/>.</param>
public sealed record TokenizedText(int[] Ids, TokenOffset[] Offsets)
{
    /// <summary>The number of tokens.</summary>
    public int Count => Ids.Length;
}
