namespace Attune.Models;

/// <summary>How the rows of a position embedding are numbered.</summary>
internal sealed class EncoderPositions
{
    private readonly bool _behindPadding;

    private EncoderPositions(bool behindPadding) => _behindPadding = behindPadding;

    /// <summary>The place in the text, from 0 (BERT).</summary>
    public static EncoderPositions FromZero { get; } = new(behindPadding: false);

    /// <summary>
    /// Tokens other than the padding token are counted from its id + 1 on; the padding token itself has its id (RoBERTa, whose
    /// positions are built so in fairseq).
    /// </summary>
    public static EncoderPositions BehindPadding { get; } = new(behindPadding: true);

    /// <summary>The row of each token.</summary>
    /// <exception cref="AttuneException">ATT4140: a text is longer than the embedding has rows.</exception>
    public int[] Of(EncoderPass pass, EncoderConfiguration c)
    {
        var (ids, padding) = (pass.Tokens.TokenIds, c.PadTokenId ?? 1);
        var first = _behindPadding ? padding + 1 : 0;
        var rows = _behindPadding ? new int[ids.Length] : pass.Tokens.Positions;
        for (var d = 0; d < pass.Documents.Count; d++)
        {
            var (next, longest) = (first, 0);
            for (var t = pass.Documents.Start(d); t < pass.Documents.End(d); t++)
            {
                if (_behindPadding)
                    rows[t] = ids[t] == padding ? padding : next++;
                longest = Math.Max(longest, rows[t]);
            }

            if (longest >= c.MaxPositions)
                throw EncoderErrors.TooLong(d, pass.Documents.End(d) - pass.Documents.Start(d), c.MaxPositions - first);
        }

        return rows;
    }
}
