namespace Attune.Text.Tokenizers;

/// <summary>Where in a text special tokens are recognised; elsewhere, what spells one is plain text.</summary>
internal sealed class SpecialTokenScope
{
    private readonly List<Piece>? runs;

    private SpecialTokenScope(List<Piece>? runs) => this.runs = runs;

    public static SpecialTokenScope Everywhere { get; } = new(null);

    public static SpecialTokenScope Nowhere { get; } = new([]);

    /// <summary>Only inside runs of characters that may spell one: the template's own and those of known roles.</summary>
    public static SpecialTokenScope Template(SpannedText text)
    {
        var runs = new List<Piece>();
        foreach (var span in text.Spans)
        {
            if (!span.Origin.MaySpellSpecialToken)
                continue;
            if (runs.Count > 0 && runs[^1].End == span.Start)
                runs[^1] = new Piece(runs[^1].Start, span.End);
            else
                runs.Add(new Piece(span.Start, span.End));
        }

        return new SpecialTokenScope(runs);
    }

    /// <summary>Whether a special token may be recognised in that range of the original text.</summary>
    public bool Allows(TokenOffset range)
    {
        if (runs is null)
            return true;
        var (low, high) = (0, runs.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].End < range.End)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return low < runs.Count && runs[low].Start <= range.Start;
    }
}
