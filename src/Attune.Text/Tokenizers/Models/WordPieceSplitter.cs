namespace Attune.Text.Tokenizers.Models;

/// <summary>Splits a piece by the longest match; looks at no more characters per token than the longest token has.</summary>
internal sealed class WordPieceSplitter(LetterTree starting, LetterTree continuing, UnknownPiece unknown, int longestPiece)
    : PieceSplitter
{
    private readonly SpelledBytes spelled = new();
    private long steps;

    public override long Steps => steps;

    public override void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens)
    {
        if (areBytes)
            SplitLetters(piece, tokens);
        else if (!TrySplit(piece, tokens))
            tokens.Add(unknown.IdFor(piece), 0, piece.Length);
    }

    /// <summary>A piece that stands for its bytes: their letters are split, and places are those of the characters.</summary>
    private void SplitLetters(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        var first = tokens.Count;
        if (!TrySplit(spelled.Spell(piece), tokens))
        {
            tokens.Add(unknown.IdFor(piece), 0, piece.Length);
            return;
        }

        foreach (ref var place in tokens.Offsets[first..])
            place = spelled.PlaceOf(place.Start, place.End);
    }

    private bool TrySplit(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        if (piece.Length > longestPiece && CountCodePoints(piece) > longestPiece)
            return false;
        var first = tokens.Count;
        for (var at = 0; at < piece.Length;)
        {
            var id = Longest(at == 0 ? starting : continuing, piece[at..], out var length);
            if (id < 0)
            {
                tokens.CutTo(first);
                return false;
            }

            tokens.Add(id, at, at + length);
            at += length;
        }

        return true;
    }

    private int Longest(LetterTree tree, ReadOnlySpan<char> text, out int length)
    {
        var (node, found) = (LetterTree.Root, LetterTree.None);
        length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            steps++;
            node = tree.Child(node, text[at]);
            if (node == LetterTree.None)
                break;
            if (tree.TokenAt(node) is var id and not LetterTree.None)
                (found, length) = (id, at + 1);
        }

        return found;
    }

    private static int CountCodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
