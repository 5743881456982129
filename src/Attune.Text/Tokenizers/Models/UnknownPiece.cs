using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>The token that stands for what a vocabulary does not have; a file may name one that is not in its vocabulary.</summary>
internal sealed class UnknownPiece(string? token, int id)
{
    public static UnknownPiece In(Vocabulary vocabulary, string? token) =>
        new(token, token is not null && vocabulary.TryGetId(token, out var id) ? id : -1);

    /// <summary>The id of the unknown token, or -1.</summary>
    public int Id => id;

    /// <exception cref="AttuneException">ATT4037: there is no unknown token.</exception>
    public int IdFor(ReadOnlySpan<char> text)
    {
        if (id >= 0)
            return id;
        var shown = DataErrors.Show(text.ToString());
        throw new AttuneException(
            TokenizerErrors.NoUnknownToken,
            token is null
                ? $"The vocabulary has no token for {shown}, and the tokenizer names no unknown token."
                : $"The vocabulary has no token for {shown}, nor the unknown token {DataErrors.Show(token)}.",
            "Use the tokenizer's own normalizer and vocabulary, or add the unknown token to the vocabulary.");
    }
}
