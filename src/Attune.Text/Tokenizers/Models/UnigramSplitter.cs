namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Finds the best split by dynamic programming (Viterbi). A piece of n characters costs n times the longest token at
/// most. Neighbouring unknown characters become one unknown token.
/// </summary>
internal sealed class UnigramSplitter(
    Vocabulary vocabulary, LetterTree tree, double[] scores, double unknownScore, UnknownPiece unknown, ByteTokens? byteTokens)
    : PieceSplitter
{
    private const int Unreached = -1;
    private readonly SpelledBytes spelled = new();
    private Arrival[] arrivals = new Arrival[128];
    private int[] path = new int[128];
    private long steps;

    public override long Steps => steps;

    public override void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens)
    {
        if (!areBytes)
        {
            SplitText(piece, tokens);
            return;
        }

        var first = tokens.Count;
        SplitText(spelled.Spell(piece), tokens);
        foreach (ref var place in tokens.Offsets[first..])
            place = spelled.PlaceOf(place.Start, place.End);
    }

    private void SplitText(ReadOnlySpan<char> text, TokenBuffer tokens)
    {
        FindArrivals(text);
        var count = 0;
        for (var end = text.Length; end > 0; end = arrivals[end].Start)
        {
            if (count == path.Length)
                Array.Resize(ref path, path.Length * 2);
            path[count++] = end;
        }

        for (var i = count - 1; i >= 0; i--)
        {
            var (start, id) = (arrivals[path[i]].Start, arrivals[path[i]].Id);
            if (id != unknown.Id)
            {
                tokens.Add(id, start, path[i]);
                continue;
            }

            while (i > 0 && arrivals[path[i - 1]].Id == unknown.Id)
                i--;
            AddUnknown(text, start, path[i], tokens);
        }
    }

    /// <summary>For each position the best token that ends there, of equals the one met first.</summary>
    private void FindArrivals(ReadOnlySpan<char> text)
    {
        if (arrivals.Length <= text.Length)
            Array.Resize(ref arrivals, Math.Max(arrivals.Length * 2, text.Length + 1));
        var best = arrivals.AsSpan(0, text.Length + 1);
        best.Fill(new Arrival(0, Unreached, 0));
        int length;
        for (var at = 0; at < text.Length; at += length)
        {
            length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            var (reached, hasSingle) = (best[at].Score, false);
            for (int end = at, node = LetterTree.Root; end < text.Length;)
            {
                steps++;
                node = tree.Child(node, text[end++]);
                if (node == LetterTree.None)
                    break;
                var id = tree.TokenAt(node);
                if (id == LetterTree.None)
                    continue;
                Offer(ref best[end], reached + scores[id], at, id);
                hasSingle |= end - at == length;
            }

            if (!hasSingle)
                Offer(ref best[at + length], reached + unknownScore, at, unknown.IdFor(text.Slice(at, length)));
        }
    }

    private static void Offer(ref Arrival best, double score, int start, int id)
    {
        if (best.Start == Unreached || score > best.Score)
            best = new Arrival(score, start, id);
    }

    private void AddUnknown(ReadOnlySpan<char> text, int start, int end, TokenBuffer tokens)
    {
        var part = text[start..end];
        if (vocabulary.TryGetId(part, out var known))
        {
            tokens.Add(known, start, end);
            return;
        }

        if (byteTokens is null || !byteTokens.CanSpell(part))
        {
            tokens.Add(unknown.Id, start, end);
            return;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in part.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
                tokens.Add(byteTokens[value], start, end);
        }
    }

    private readonly record struct Arrival(double Score, int Start, int Id);
}
