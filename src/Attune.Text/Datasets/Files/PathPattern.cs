namespace Attune.Text.Datasets.Files;

/// <summary>
/// A pattern of path parts: <c>*</c> and <c>?</c> stay within a part, <c>**</c> is any number of parts. Case matters on
/// every system, so that a project reads the same files everywhere. Names that begin with a dot match only a pattern
/// that begins so.
/// </summary>
internal sealed class PathPattern(string[] pattern)
{
    public bool Matches(string path) => Matches(path.Split('/'));

    /// <summary>Reachable states of the pattern after each part of the path: linear in pattern times path.</summary>
    private bool Matches(string[] parts)
    {
        var reached = new bool[pattern.Length + 1];
        reached[0] = true;
        Pass(reached);
        foreach (var part in parts)
        {
            var next = new bool[pattern.Length + 1];
            for (var i = 0; i < pattern.Length; i++)
            {
                if (!reached[i])
                    continue;
                if (pattern[i] == "**")
                    next[i] |= part[0] != '.';
                else
                    next[i + 1] |= PartMatches(pattern[i], part);
            }

            Pass(next);
            reached = next;
        }

        return reached[^1];
    }

    private void Pass(bool[] reached)
    {
        for (var i = 0; i < pattern.Length; i++)
            reached[i + 1] |= reached[i] && pattern[i] == "**";
    }

    private static bool PartMatches(string pattern, string part)
    {
        if (part.StartsWith('.') && !pattern.StartsWith('.'))
            return false;
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < part.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == part[t]))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++resume);
            else
                return false;
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
