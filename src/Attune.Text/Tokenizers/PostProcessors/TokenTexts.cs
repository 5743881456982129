namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>The texts of tokens: an added token's is what it was found as, blanks that it took included.</summary>
internal sealed class TokenTexts(string text, Tokenizer tokenizer)
{
    public string Of(int id, TokenOffset place) =>
        tokenizer.IsAdded(id) ? text[place.Start..place.End] : tokenizer.IdToToken(id) ?? "";

    /// <summary>Whether a surrogate pair starts at a position of the text.</summary>
    public bool IsPairAt(int index) => index >= 0 && index + 1 < text.Length && char.IsSurrogatePair(text, index);
}
