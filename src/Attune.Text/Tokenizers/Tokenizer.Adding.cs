using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>A token that a tokenizer is to get.</summary>
/// <param name="Content">The text it stands for; it is found in texts exactly as written.</param>
/// <param name="Special">
/// Whether it steers the model and stands for no text: only a chat template may write it, and decoding skips it. Else it
/// is recognised in what messages say, too, and decoded as its text.
/// </param>
public sealed record NewToken(string Content, bool Special = false);

/// <content>Adding tokens.</content>
public sealed partial class Tokenizer
{
    /// <summary>
    /// The same tokenizer with more tokens. Their ids follow the largest id there is, in the order given; all others stay
    /// as they are.
    /// </summary>
    /// <param name="tokens">The tokens to add.</param>
    /// <exception cref="AttuneException">
    /// ATT4170: one is in the vocabulary already, or given twice. ATT4171: one is empty, or would not be read or written as it is.
    /// </exception>
    public Tokenizer WithAddedTokens(IReadOnlyList<NewToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var all = new List<AddedToken>(parts.AddedTokens);
        var contents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (content, special) in tokens)
        {
            var shown = DataErrors.Show(content);
            if (string.IsNullOrWhiteSpace(content))
                throw new AttuneException(TokenizerErrors.TokenIsUnusable, $"The token {shown} has no characters but blanks.", "Give it a text, such as <|sql|>.");
            if (TokenToId(content) is { } known)
                throw IsKnown(shown, known, "in the vocabulary already");
            var id = VocabularySize + contents.Count;
            if (!contents.TryAdd(content, id))
                throw IsKnown(shown, contents[content], "to be added twice");
            all.Add(new AddedToken(id, content) { Special = special });
        }

        var result = new Tokenizer(parts with { AddedTokens = all });
        foreach (var (content, id) in contents)
            result.CheckUsable(content, id);
        return result;
    }

    private void CheckUsable(string content, int id)
    {
        var shown = DataErrors.Show(content);
        if (!Encode("a" + content + "a").Ids.Contains(id))
            throw new AttuneException(TokenizerErrors.TokenIsUnusable, $"The token {shown} is not found in a text: other tokens take its characters.", "Choose another text.");
        var written = Decode([id], skipSpecialTokens: false);
        if (written != content)
        {
            throw new AttuneException(
                TokenizerErrors.TokenIsUnusable, $"The token {shown} is written as {DataErrors.Show(written)} by this tokenizer.",
                "Write it without the blanks around it.");
        }
    }

    private static AttuneException IsKnown(string shown, int id, string how) => new(
        TokenizerErrors.TokenIsKnown, $"The token {shown} is {how}; its id is {id}.",
        "Do not add it; where the row of a token that is there is to be trained, name it with [TrainedTokens].");
}
