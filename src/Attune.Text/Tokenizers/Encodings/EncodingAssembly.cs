namespace Attune.Text.Tokenizers;

/// <summary>Joins the parts that a post-processor leaves to one encoding.</summary>
internal static class EncodingAssembly
{
    public static TokenizedText JoinTokens(IReadOnlyList<EncodingPart> parts)
    {
        if (parts is [var single])
            return single.Tokens.ToTokenizedText();
        var count = parts.Sum(part => part.Tokens.Count);
        var (ids, offsets, at) = (new int[count], new TokenOffset[count], 0);
        foreach (var part in parts)
        {
            part.Tokens.Ids.CopyTo(ids.AsSpan(at));
            part.Tokens.Offsets.CopyTo(offsets.AsSpan(at));
            at += part.Tokens.Count;
        }

        return new TokenizedText(ids, offsets);
    }

    /// <summary>
    /// The encoding of all parts, and of their windows: each of the parts so far with each of the next part's, those of
    /// the earlier parts first.
    /// </summary>
    public static TokenEncoding Join(IReadOnlyList<EncodingPart> parts, Tokenizer tokenizer)
    {
        List<Slice> whole = [];
        List<List<Slice>> windows = [];
        foreach (var part in parts)
        {
            Slice slice = new(part, part.Tokens);
            var others = part.Overflowing.Select(window => new Slice(part, window)).ToList();
            List<List<Slice>> joined = [];
            foreach (var window in windows)
            {
                joined.Add([.. window, slice]);
                joined.AddRange(others.Select(other => (List<Slice>)[.. window, other]));
            }

            joined.AddRange(others.Select(other => (List<Slice>)[.. whole, other]));
            whole.Add(slice);
            windows = joined;
        }

        return Build(whole, tokenizer) with { Overflowing = [.. windows.Select(window => Build(window, tokenizer))] };
    }

    private static TokenEncoding Build(List<Slice> slices, Tokenizer tokenizer)
    {
        var count = slices.Sum(slice => slice.Tokens.Count);
        var encoding = new TokenEncoding
        {
            Ids = new int[count],
            Tokens = new string[count],
            Offsets = new TokenOffset[count],
            TypeIds = new int[count],
            SpecialTokensMask = new int[count],
            AttentionMask = new int[count],
            WordIds = new int?[count],
            SequenceIds = new int?[count],
        };
        var at = 0;
        encoding.AttentionMask.AsSpan().Fill(1);
        foreach (var (part, tokens) in slices)
        {
            for (var i = 0; i < tokens.Count; i++, at++)
            {
                encoding.Ids[at] = tokens.Ids[i];
                encoding.Tokens[at] = tokens.TextOf(i, tokenizer);
                encoding.Offsets[at] = tokens.Offsets[i];
                encoding.TypeIds[at] = part.TypeId;
                encoding.SpecialTokensMask[at] = part.Sequence is null ? 1 : 0;
                encoding.WordIds[at] = part.Sequence is null ? null : tokens.Words[i];
                encoding.SequenceIds[at] = part.Sequence;
            }
        }

        return encoding;
    }

    private readonly record struct Slice(EncodingPart Part, TokenBuffer Tokens);
}
