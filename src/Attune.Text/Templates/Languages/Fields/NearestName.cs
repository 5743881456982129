namespace Attune.Text.Templates.Languages.Fields;

/// <summary>What a name that is not known was meant to be.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the names, case and <c>_</c> aside, or null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = 2 + (name.Length / 3);
        foreach (var candidate in known)
        {
            var distance = Distance(Plain(name), Plain(candidate));
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    // Names are short; longer ones are not misspelt but something else.
    private static string Plain(string name) => name.Substring(0, Math.Min(name.Length, 64)).Replace("_", "").ToLowerInvariant();

    /// <summary>Insertions, deletions and replacements (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
