using System.Text.Json;

namespace Attune.Text.Tokenizers.Models;

/// <summary>The tokens of one piece, places counted in UTF-16 characters from the piece's start.</summary>
internal sealed record WordTokens(int[] Ids, TokenOffset[] Offsets);

/// <summary>Splits pieces into the tokens of a vocabulary. Safe to use from several threads.</summary>
internal abstract class TokenizerModel(Vocabulary vocabulary)
{
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The tokens of a piece; <paramref name="areBytes"/> says whether it stands for its UTF-8 bytes.</summary>
    public abstract WordTokens Tokenize(ReadOnlySpan<char> piece, bool areBytes);

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
