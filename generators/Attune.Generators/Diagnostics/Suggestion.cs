namespace Attune.Generators.Diagnostics;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>The known name nearest to <paramref name="name"/>, or null where none is near.</summary>
    public static string? For(string name, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = 1 + (name.Length / 3);
        foreach (var candidate in known)
        {
            var distance = Distance(Plain(name), Plain(candidate));
            if (distance < bestDistance || (distance == bestDistance && best is null))
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>The end of a message: the guess, or else all there is.</summary>
    public static string Remedy(string? guess, IReadOnlyCollection<string> known, string owner) => (guess, known.Count) switch
    {
        (not null, _) => $"Did you mean '{guess}'?",
        (_, 0) => $"{owner} has none.",
        _ => $"{owner} has {string.Join(", ", known.Select(static name => $"'{name}'"))}.",
    };

    private static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    /// <summary>The number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, a, b, i, j);
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(replace, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
        var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return isSwap ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
