namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>What becomes of delimiters, for every pre-tokenizer that cuts at some.</summary>
internal static class DelimiterRule
{
    /// <summary>Appends the pieces that a piece's parts, in order and without gaps, become.</summary>
    public static void Append(List<(Piece Piece, bool IsDelimiter)> parts, SplitBehavior behavior, List<Piece> pieces)
    {
        var first = pieces.Count;
        var lastWasDelimiter = false;
        foreach (var (piece, isDelimiter) in parts)
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
}
