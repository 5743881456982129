namespace Attune.Text.Tokenizers.Models;

/// <summary>Splits long pieces part by part, as far as no merge joins the parts.</summary>
internal sealed class BorderSplitter(PieceSplitter inner, BpeModel model) : PieceSplitter
{
    private long looked;

    public override long Steps => inner.Steps + looked;

    public override void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens)
    {
        if (areBytes || piece.Length <= WordCache.LongestWord)
        {
            inner.Split(piece, areBytes, tokens);
            return;
        }

        var (borders, start) = (model.Borders, 0);
        looked += piece.Length;
        for (var at = 1; at < piece.Length; at++)
        {
            if (!borders.IsBorder(piece[at - 1], piece[at]))
                continue;
            SplitPart(piece, start, at, tokens);
            start = at;
        }

        SplitPart(piece, start, piece.Length, tokens);
    }

    private void SplitPart(ReadOnlySpan<char> piece, int start, int end, TokenBuffer tokens)
    {
        var first = tokens.Count;
        inner.Split(piece[start..end], areBytes: false, tokens);
        foreach (ref var place in tokens.Offsets[first..])
            place = new TokenOffset(place.Start + start, place.End + start);
    }
}
