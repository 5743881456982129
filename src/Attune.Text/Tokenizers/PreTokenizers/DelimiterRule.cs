namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>What becomes of delimiters, for every pre-tokenizer that cuts at some: takes a piece's parts in order and without gaps.</summary>
internal ref struct DelimiterRule(SplitBehavior behavior, List<Piece> pieces)
{
    private readonly int first = pieces.Count;
    private bool lastWasDelimiter;

    public void Add(Piece piece, bool isDelimiter)
    {
        switch (behavior)
        {
            case SplitBehavior.Removed:
                if (!isDelimiter)
                    pieces.Add(piece);
                break;
            case SplitBehavior.MergedWithPrevious when isDelimiter && !lastWasDelimiter && pieces.Count > first:
            case SplitBehavior.MergedWithNext when !isDelimiter && lastWasDelimiter:
            case SplitBehavior.Contiguous when pieces.Count > first && isDelimiter == lastWasDelimiter:
                pieces[^1] = new Piece(pieces[^1].Start, piece.End);
                break;
            default:
                pieces.Add(piece);
                break;
        }

        lastWasDelimiter = isDelimiter;
    }
}
