using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>All ways to split a text into pieces with scores, for training: expected counts and the best way.</summary>
internal sealed class UnigramLattice(LetterTree tree, double[] scores, double unknownScore, int unknownId)
{
    private readonly List<Edge> edges = [];
    private double[] forward = new double[64];
    private double[] backward = new double[64];
    private (double Score, int Edge)[] best = new (double, int)[64];
    private int length;

    private readonly record struct Edge(int Start, int End, int Id, double Score);

    public void Build(string text)
    {
        edges.Clear();
        length = text.Length;
        int step;
        for (var at = 0; at < text.Length; at += step)
        {
            step = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
            var hasSingle = false;
            for (int end = at, node = LetterTree.Root; end < text.Length;)
            {
                node = tree.Child(node, text[end++]);
                if (node == LetterTree.None)
                    break;
                if (tree.TokenAt(node) is not (var id and not LetterTree.None))
                    continue;
                edges.Add(new Edge(at, end, id, scores[id]));
                hasSingle |= end - at == step;
            }

            if (!hasSingle)
                edges.Add(new Edge(at, at + step, unknownId, unknownScore));
        }
    }

    /// <summary>Adds to each piece how often it is expected in a random split, times a frequency.</summary>
    public void AddExpected(double frequency, double[] expected)
    {
        if (forward.Length <= length)
            (forward, backward) = (new double[length * 2], new double[length * 2]);
        forward.AsSpan(0, length + 1).Fill(double.NegativeInfinity);
        backward.AsSpan(0, length + 1).Fill(double.NegativeInfinity);
        (forward[0], backward[length]) = (0, 0);
        foreach (var edge in edges)
            forward[edge.End] = LogSum(forward[edge.End], forward[edge.Start] + edge.Score);
        for (var i = edges.Count - 1; i >= 0; i--)
            backward[edges[i].Start] = LogSum(backward[edges[i].Start], backward[edges[i].End] + edges[i].Score);
        var total = forward[length];
        foreach (var edge in edges)
            expected[edge.Id] += frequency * Math.Exp(forward[edge.Start] + edge.Score + backward[edge.End] - total);
    }

    /// <summary>The ids of the best split; of equals, whose last pieces are longer. Its score is minus infinity where there is none.</summary>
    /// <param name="ids">Where they go.</param>
    /// <param name="withoutWhole">Whether the piece that is the whole text is left out.</param>
    public double FindBest(List<int> ids, bool withoutWhole = false)
    {
        ids.Clear();
        if (best.Length <= length)
            best = new (double, int)[length * 2];
        best.AsSpan(0, length + 1).Fill((double.NegativeInfinity, -1));
        best[0] = (0, -1);
        for (var i = 0; i < edges.Count; i++)
        {
            var edge = edges[i];
            if (withoutWhole && edge.Start == 0 && edge.End == length)
                continue;
            var score = best[edge.Start].Score + edge.Score;
            if (score > best[edge.End].Score)
                best[edge.End] = (score, i);
        }

        for (var at = length; at > 0 && best[at].Edge >= 0; at = edges[best[at].Edge].Start)
            ids.Add(edges[best[at].Edge].Id);
        ids.Reverse();
        return best[length].Score;
    }

    private static double LogSum(double left, double right)
    {
        var (low, high) = left < right ? (left, right) : (right, left);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(Math.Exp(low - high) + 1);
    }
}
