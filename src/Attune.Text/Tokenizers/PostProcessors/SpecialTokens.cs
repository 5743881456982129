namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>Puts special tokens around those of a text; they stand for no characters.</summary>
internal static class SpecialTokens
{
    public static TokenBuffer Surround(TokenBuffer tokens, IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        var all = new TokenBuffer();
        foreach (var id in before)
            all.Add(id, 0, 0);
        for (var i = 0; i < tokens.Count; i++)
            all.Add(tokens.Ids[i], tokens.Offsets[i].Start, tokens.Offsets[i].End);
        foreach (var id in after)
            all.Add(id, 0, 0);
        return all;
    }
}
