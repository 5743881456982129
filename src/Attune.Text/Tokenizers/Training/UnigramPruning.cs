namespace Attune.Text.Tokenizers;

/// <summary>
/// Drops pieces whose loss lowers the likelihood of the words least. Approximate: a dropped piece is replaced by the
/// second-best way to split it, everywhere.
/// </summary>
internal sealed class UnigramPruning(WordCounts words, PieceSet pieces, TrainingRun run)
{
    private readonly double[] counts = new double[pieces.Count];
    private readonly int[][] alternatives = new int[pieces.Count][];
    private readonly bool[] alwaysKept = new bool[pieces.Count];

    /// <summary>The pieces that stay: those that nothing can replace, then others by loss, up to a number in all.</summary>
    public List<(string Piece, double Score)> Prune(int size)
    {
        FindAlternatives();
        CountBest();
        var (sum, total) = (counts.Sum(), (double)words.Words.Sum(word => word.Count));
        List<(string Piece, double Score)> kept = [pieces.Pieces[0]];
        var candidates = new List<(int Id, double Loss)>();
        for (var id = 1; id < pieces.Count; id++)
        {
            if (counts[id] == 0 && !alwaysKept[id])
                continue;
            if (alternatives[id].Length == 0)
                kept.Add(pieces.Pieces[id]);
            else if (counts[id] > 0)
                candidates.Add((id, Loss(id, sum, total)));
        }

        foreach (var (id, _) in candidates.OrderByDescending(candidate => candidate.Loss))
        {
            if (kept.Count >= size)
                break;
            kept.Add(pieces.Pieces[id]);
        }

        return kept;
    }

    private double Loss(int id, double sum, double total)
    {
        // Each alternative is one token more, so that the factor should be the number of this piece's alternatives less
        // one. The published trainer takes the number of all pieces, and which pieces it keeps depends on that.
        var logSum = Math.Log(sum + counts[id] * (pieces.Count - 1));
        var replaced = 0.0;
        foreach (var part in alternatives[id])
            replaced += Math.Log(counts[part] + counts[id]) - logSum;
        return counts[id] / total * (Math.Log(counts[id]) - Math.Log(sum) - replaced);
    }

    /// <summary>How each piece is split where it is not one; none where its best split has several parts anyway.</summary>
    private void FindAlternatives()
    {
        Parallel.For(0, run.Threads, run.Parallel, share =>
        {
            var (lattice, parts) = (pieces.CreateLattice(), new List<int>());
            for (var id = share; id < pieces.Count; id += run.Threads)
            {
                alternatives[id] = [];
                if (id == 0)
                    continue;
                lattice.Build(pieces.Pieces[id].Piece);
                var score = lattice.FindBest(parts, withoutWhole: true);
                var isBestWhole = pieces.Pieces[id].Score >= score;
                alwaysKept[id] = isBestWhole;
                if (isBestWhole && parts.Count > 0)
                    alternatives[id] = [.. parts];
            }
        });
    }

    /// <summary>How often each piece is in the best splits of the words.</summary>
    private void CountBest()
    {
        var (lattice, parts) = (pieces.CreateLattice(), new List<int>());
        foreach (var (word, count) in words.Words)
        {
            lattice.Build(word);
            lattice.FindBest(parts);
            foreach (var id in parts)
                counts[id] += count;
        }
    }
}
