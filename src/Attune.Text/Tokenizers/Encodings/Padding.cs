namespace Attune.Text.Tokenizers;

/// <summary>Fills encodings, and the windows cut off them, up to one length.</summary>
internal static class Padding
{
    public static TokenEncoding[] Apply(IReadOnlyList<TokenEncoding> batch, PaddingOptions options)
    {
        var length = options.Length ?? batch.Max(encoding => encoding.Count);
        if (options.Multiple is > 0 and var multiple && length % multiple != 0)
            length += multiple - length % multiple;
        return [.. batch.Select(encoding => Fill(encoding, length, options))];
    }

    private static TokenEncoding Fill(TokenEncoding encoding, int length, PaddingOptions options)
    {
        var count = Math.Max(0, length - encoding.Count);
        return new TokenEncoding
        {
            Ids = Add(encoding.Ids, options.Id),
            Tokens = Add(encoding.Tokens, options.Token),
            Offsets = Add(encoding.Offsets, default),
            TypeIds = Add(encoding.TypeIds, options.TypeId),
            SpecialTokensMask = Add(encoding.SpecialTokensMask, 1),
            AttentionMask = Add(encoding.AttentionMask, 0),
            WordIds = Add(encoding.WordIds, null),
            SequenceIds = Add(encoding.SequenceIds, null),
            Overflowing = [.. encoding.Overflowing.Select(window => Fill(window, length, options))],
        };

        T[] Add<T>(T[] values, T filler)
        {
            var added = Enumerable.Repeat(filler, count);
            return options.Direction == TextSide.Right ? [.. values, .. added] : [.. added, .. values];
        }
    }
}
