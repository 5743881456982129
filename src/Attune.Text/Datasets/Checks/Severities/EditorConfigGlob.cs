using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>
/// The pattern of a section: <c>*</c> within a folder, <c>**</c> across folders, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>,
/// <c>{a,b}</c>, <c>{1..9}</c>. Without a slash it goes for file names in any folder.
/// </summary>
internal sealed class EditorConfigGlob
{
    private readonly Regex _pattern;
    private readonly List<(long Low, long High)> _ranges = [];

    public EditorConfigGlob(string glob)
    {
        var anchored = glob.Contains('/') ? glob.TrimStart('/') : "**/" + glob;
        var pattern = new StringBuilder("^");
        var at = 0;
        Translate(anchored, ref at, pattern, depth: 0);

        // A section's text is data: matching takes time linear in the path, whatever it says.
        _pattern = new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    public bool Matches(string path)
    {
        var match = _pattern.Match(path);
        if (!match.Success)
            return false;
        for (var i = 0; i < _ranges.Count; i++)
        {
            var group = match.Groups[i + 1];
            if (group.Success && !InRange(group.ValueSpan, _ranges[i]))
                return false;
        }

        return true;
    }

    private void Translate(string glob, ref int at, StringBuilder pattern, int depth)
    {
        while (at < glob.Length)
        {
            var c = glob[at];
            if (depth > 0 && c is ',' or '}')
                return;
            at++;
            switch (c)
            {
                case '*' when at < glob.Length && glob[at] == '*':
                    at++;
                    AnyFolders(glob, ref at, pattern);
                    break;
                case '*':
                    pattern.Append("[^/]*");
                    break;
                case '?':
                    pattern.Append("[^/]");
                    break;
                case '[':
                    Class(glob, ref at, pattern);
                    break;
                case '{':
                    Braces(glob, ref at, pattern, depth);
                    break;
                case '\\' when at < glob.Length:
                    pattern.Append(Regex.Escape(glob[at++].ToString()));
                    break;
                default:
                    pattern.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }
    }

    /// <summary><c>**/</c> is also no folder at all.</summary>
    private static void AnyFolders(string glob, ref int at, StringBuilder pattern)
    {
        var wholeNames = at == 2 || glob[at - 3] == '/';
        if (wholeNames && at < glob.Length && glob[at] == '/')
        {
            at++;
            pattern.Append("(?:.*/)?");
            return;
        }

        pattern.Append(".*");
    }

    private static void Class(string glob, ref int at, StringBuilder pattern)
    {
        var end = glob.IndexOf(']', at);
        if (end < 0 || end == at || glob.AsSpan(at..end).Contains('/'))
        {
            pattern.Append("\\[");
            return;
        }

        var negated = glob[at] is '!' or '^';
        var members = glob[(negated ? at + 1 : at)..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);
        at = end + 1;
        if (members.Length > 0)
            pattern.Append(negated ? "[^/" : "[").Append(HasOrderedRanges(members) ? members : Regex.Escape(members).Replace("-", "\\-", StringComparison.Ordinal)).Append(']');
    }

    /// <summary>A regular expression refuses <c>[z-a]</c>; the glob then means the characters themselves.</summary>
    private static bool HasOrderedRanges(string members)
    {
        for (var i = 1; i + 1 < members.Length; i++)
        {
            if (members[i] == '-' && members[i - 1] > members[i + 1])
                return false;
        }

        return true;
    }

    private void Braces(string glob, ref int at, StringBuilder pattern, int depth)
    {
        var close = ClosingBrace(glob, at);
        var inner = close < 0 ? "" : glob[at..close];
        if (Range(inner) is { } range)
        {
            at = close + 1;
            _ranges.Add(range);
            pattern.Append("([+-]?[0-9]+)");
        }
        else if (close < 0 || !inner.Contains(','))
        {
            // One word in braces means itself.
            pattern.Append("\\{");
            if (close < 0 || depth > 0)
                return;
            Translate(inner, pattern);
            pattern.Append("\\}");
            at = close + 1;
        }
        else
        {
            pattern.Append("(?:");
            while (true)
            {
                Translate(glob, ref at, pattern, depth + 1);
                if (at >= glob.Length || glob[at++] == '}')
                    break;
                pattern.Append('|');
            }

            pattern.Append(')');
        }
    }

    private void Translate(string glob, StringBuilder pattern)
    {
        var at = 0;
        Translate(glob, ref at, pattern, depth: 0);
    }

    private static int ClosingBrace(string glob, int from)
    {
        var depth = 1;
        for (var i = from; i < glob.Length; i++)
        {
            depth += glob[i] == '{' ? 1 : glob[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return -1;
    }

    private static (long Low, long High)? Range(string inner)
    {
        var dots = inner.IndexOf("..", StringComparison.Ordinal);
        return dots > 0 && Number(inner.AsSpan(0, dots)) is { } low && Number(inner.AsSpan(dots + 2)) is { } high
            ? (Math.Min(low, high), Math.Max(low, high))
            : null;
    }

    private static bool InRange(ReadOnlySpan<char> text, (long Low, long High) range) =>
        Number(text) is { } number && number >= range.Low && number <= range.High;

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
