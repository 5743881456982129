namespace Attune.Text.Tokenizers;

/// <summary>Cuts the tokens of texts that are too long into windows, the first of which is kept as the text.</summary>
internal static class Truncation
{
    /// <param name="tokens">The tokens of one text or of two.</param>
    /// <param name="options">How to cut.</param>
    /// <param name="around">How many tokens the post-processor will put around.</param>
    public static List<EncodingPart> Apply(IReadOnlyList<TokenBuffer> tokens, TruncationOptions options, int around)
    {
        var room = options.MaxLength - around;
        if (room < 0)
            throw Impossible($"The {around} special tokens around a text are more than the maximum of {options.MaxLength} tokens.", "Raise the maximum.");
        var total = tokens.Sum(text => text.Count);
        var lengths = tokens.Select(text => text.Count).ToArray();
        if (room == 0)
            lengths.AsSpan().Clear();
        else if (total > room)
            Shorten(lengths, total, room, options);
        return [.. tokens.Select((text, index) => Cut(text, index, lengths[index], options))];
    }

    private static void Shorten(int[] lengths, int total, int room, TruncationOptions options)
    {
        if (options.Strategy == TruncationStrategy.LongestFirst)
        {
            ShortenLongest(lengths, room);
            return;
        }

        var target = options.Strategy == TruncationStrategy.OnlyFirst ? 0 : 1;
        if (target >= lengths.Length)
            throw Impossible("Only the second text is to be cut, and there is none.", "Use another strategy for texts without a pair.");
        var excess = total - room;
        if (lengths[target] <= excess)
        {
            throw Impossible(
                $"The text to cut has {lengths[target]} tokens, of which {excess} would have to go.",
                "Raise the maximum, or cut the longest first.");
        }

        lengths[target] -= excess;
    }

    private static void ShortenLongest(int[] lengths, int room)
    {
        if (lengths.Length == 1)
        {
            lengths[0] = room;
            return;
        }

        var (shorter, longer) = lengths[0] > lengths[1] ? (1, 0) : (0, 1);
        var shorterLength = lengths[shorter];
        var longerLength = shorterLength > room ? shorterLength : Math.Max(shorterLength, room - shorterLength);
        if (shorterLength + longerLength > room)
        {
            shorterLength = room / 2;
            longerLength = shorterLength + room % 2;
        }

        (lengths[shorter], lengths[longer]) = (shorterLength, longerLength);
    }

    private static EncodingPart Cut(TokenBuffer tokens, int sequence, int length, TruncationOptions options)
    {
        if (length >= tokens.Count)
            return new EncodingPart(tokens, sequence);
        if (length == 0)
            return new EncodingPart(new TokenBuffer(), sequence) { Overflowing = [tokens] };
        if (options.Stride >= length)
        {
            throw Impossible(
                $"Windows have room for {length} tokens of text, so {options.Stride} of them cannot be repeated in the next.",
                "Make the stride smaller than the maximum less the special tokens.");
        }

        var windows = Windows(tokens.Count, length, options).Select(window => tokens.Slice(window.Start, window.End)).ToList();
        return new EncodingPart(windows[0], sequence) { Overflowing = windows[1..] };
    }

    private static IEnumerable<Piece> Windows(int count, int length, TruncationOptions options)
    {
        var step = length - options.Stride;
        if (options.Direction == TextSide.Right)
        {
            for (var start = 0; start < count; start += step)
            {
                yield return new Piece(start, Math.Min(start + length, count));
                if (start + length >= count)
                    yield break;
            }
        }
        else
        {
            for (var end = count; end > 0; end -= step)
            {
                yield return new Piece(Math.Max(end - length, 0), end);
                if (end <= length)
                    yield break;
            }
        }
    }

    private static AttuneException Impossible(string fact, string remedy) => new(TokenizerErrors.CannotTruncate, fact, remedy);
}
