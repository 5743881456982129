namespace Attune.Text.Tokenizers;

/// <summary>Estimates the probabilities of pieces by expectation maximisation, and drops pieces in between.</summary>
internal sealed class UnigramLearner(WordCounts words, UnigramTrainer options, TrainingRun run)
{
    /// <summary>Words are counted in so many shares whatever the number of threads, so that sums come out the same.</summary>
    private const int Shares = 8;

    /// <summary>Stands for unknown characters while training; no text spells it.</summary>
    private const int UnknownId = 0;

    private const double FewestExpected = 0.5;
    private const double RequiredStep = 0.0001;
    private long rounds;

    /// <summary>The pieces by score, special tokens not among them.</summary>
    public List<(string Piece, double Score)> Learn(int size)
    {
        var desired = (int)((long)options.VocabularySize * 11 / 10);
        List<(string Piece, double Score)> pieces = [("", double.NaN), .. SubstringSeeds.Find(words, options.MaxPieceLength, options.SeedSize)];
        CheckRoom();
        while (true)
        {
            for (var i = 0; i < options.SubIterations; i++)
            {
                run.Report(TokenizerTrainingStage.Estimating, rounds++, null);
                pieces = Maximise(pieces, Expect(new PieceSet(pieces)));
            }

            if (pieces.Count <= desired)
                return Finish(pieces, size);
            var kept = new UnigramPruning(words, new PieceSet(pieces), run).Prune(
                Math.Max(desired, (int)(pieces.Count * options.ShrinkingFactor)));

            // Where every piece is needed, another round would not change that.
            if (kept.Count == pieces.Count)
                return Finish(pieces, size);
            pieces = kept;
        }
    }

    private void CheckRoom()
    {
        var letters = words.Words.SelectMany(word => word.Word.EnumerateRunes()).Distinct().Count();
        if (letters > options.VocabularySize)
        {
            throw new AttuneException(
                TokenizerErrors.VocabularyTooSmall,
                $"A vocabulary of {options.VocabularySize} tokens has no room for the {letters} characters of the texts.",
                "Train a larger vocabulary, or normalize the texts to fewer characters.");
        }
    }

    /// <summary>How often each piece is expected in the words.</summary>
    private double[] Expect(PieceSet pieces)
    {
        var shares = new double[Shares][];
        Parallel.For(0, Shares, run.Parallel, share =>
        {
            var expected = shares[share] = new double[pieces.Count];
            var lattice = pieces.CreateLattice();
            for (var i = share; i < words.Words.Count; i += Shares)
            {
                lattice.Build(words.Words[i].Word);
                lattice.AddExpected(words.Words[i].Count, expected);
            }
        });
        for (var share = 1; share < Shares; share++)
        {
            for (var id = 0; id < pieces.Count; id++)
                shares[0][id] += shares[share][id];
        }

        return shares[0];
    }

    /// <summary>
    /// New scores from expected counts, without the pieces that are hardly expected. Digamma in place of the logarithm is
    /// a sparse prior (Liang et al. 2007, the DP-EM of the published trainers).
    /// </summary>
    private static List<(string Piece, double Score)> Maximise(List<(string Piece, double Score)> pieces, double[] expected)
    {
        var kept = new List<(string Piece, double Count)> { (pieces[UnknownId].Piece, double.NaN) };
        var sum = 0.0;
        for (var id = 1; id < pieces.Count; id++)
        {
            if (expected[id] < FewestExpected)
                continue;
            kept.Add((pieces[id].Piece, expected[id]));
            sum += expected[id];
        }

        var logSum = Digamma(sum);
        return [.. kept.Select(piece => (piece.Piece, double.IsNaN(piece.Count) ? piece.Count : Digamma(piece.Count) - logSum))];
    }

    /// <summary>All characters of the words, then pieces in their order, as many as there is room for.</summary>
    private List<(string Piece, double Score)> Finish(List<(string Piece, double Score)> pieces, int size)
    {
        var scores = pieces.Skip(1).ToDictionary(piece => piece.Piece, piece => piece.Score, StringComparer.Ordinal);
        var lowest = scores.Count == 0 ? 0 : scores.Values.Min();
        var (chosen, taken, missing) = (new List<(string Piece, double Score)>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var letter in words.Words.SelectMany(word => word.Word.EnumerateRunes()).Distinct().Order())
        {
            var text = letter.ToString();
            taken.Add(text);
            chosen.Add((text, scores.TryGetValue(text, out var score) ? score : lowest + RequiredStep * missing++));
        }

        foreach (var piece in pieces.Skip(1))
        {
            if (chosen.Count >= size)
                break;
            if (taken.Add(piece.Piece))
                chosen.Add(piece);
        }

        return [.. chosen.OrderByDescending(piece => piece.Score)];
    }

    /// <summary>The derivative of the logarithm of the gamma function, by recurrence up to 7 and its asymptotic series from there.</summary>
    private static double Digamma(double x)
    {
        var result = 0.0;
        for (; x < 7; x++)
            result -= 1 / x;
        x -= 0.5;
        var square = 1 / (x * x);
        var fourth = square * square;
        return result + Math.Log(x) + square / 24 - 7.0 / 960 * fourth + 31.0 / 8064 * fourth * square - 127.0 / 30720 * fourth * fourth;
    }
}
