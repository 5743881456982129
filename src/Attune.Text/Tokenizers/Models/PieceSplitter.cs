namespace Attune.Text.Tokenizers.Models;

/// <summary>Splits pieces into tokens, with working memory of its own: one thread at a time.</summary>
internal abstract class PieceSplitter
{
    /// <summary>The work done so far, in steps that each cost the same; tests count them.</summary>
    public abstract long Steps { get; }

    /// <summary>Appends the tokens of a piece, places counted in UTF-16 characters from the piece's start.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="areBytes">Whether it stands for its UTF-8 bytes, each written as a letter of <see cref="ByteAlphabet"/>.</param>
    /// <param name="tokens">Where the tokens go.</param>
    /// <exception cref="AttuneException">ATT4037: the vocabulary lacks a part of the piece and has no unknown token.</exception>
    public abstract void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens);
}
