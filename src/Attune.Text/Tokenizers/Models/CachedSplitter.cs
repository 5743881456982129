namespace Attune.Text.Tokenizers.Models;

/// <summary>Remembers the tokens of words, so that only new words reach the splitter behind.</summary>
internal sealed class CachedSplitter(PieceSplitter inner) : PieceSplitter
{
    private readonly WordCache plain = new();
    private readonly WordCache bytes = new();

    public override long Steps => inner.Steps;

    public override void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens)
    {
        if (piece.Length > WordCache.LongestWord)
        {
            inner.Split(piece, areBytes, tokens);
            return;
        }

        var cache = areBytes ? bytes : plain;
        var hash = WordCache.HashOf(piece);
        if (cache.TryAppend(piece, hash, tokens))
            return;
        var first = tokens.Count;
        inner.Split(piece, areBytes, tokens);
        cache.Add(piece, hash, tokens.Ids[first..], tokens.Offsets[first..]);
    }
}
