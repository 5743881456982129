namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>
/// One <c>.editorconfig</c>: sections of globs, and in them <c>dotnet_diagnostic.ATT3060.severity = warning</c> as for C#
/// analyzers. All other settings are somebody else's.
/// </summary>
internal sealed class EditorConfigFile
{
    private const string KeyStart = "dotnet_diagnostic.", KeyEnd = ".severity";

    private static readonly Dictionary<string, RuleSeverity?> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["error"] = RuleSeverity.Error,
        ["warning"] = RuleSeverity.Warning,
        ["suggestion"] = RuleSeverity.Suggestion,
        ["silent"] = RuleSeverity.None,
        ["none"] = RuleSeverity.None,
        ["default"] = null,
    };

    private readonly List<(EditorConfigGlob Glob, string Code, RuleSeverity? Severity)> _entries = [];

    /// <summary>Severities that change nothing, each at its place.</summary>
    public List<Finding> Unused { get; } = [];

    /// <summary>Whether the files of the folders above do not count.</summary>
    public bool IsRoot { get; private set; }

    /// <summary>The file, or null where there is none.</summary>
    public static EditorConfigFile? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return Parse(path, File.ReadAllLines(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException("ATT3111", $"The severities cannot be read: {exception.Message}", "Check the file's permissions.", path, inner: exception);
        }
    }

    /// <summary>The severities for a file, the last word of each rule.</summary>
    /// <param name="relative">The file's path from this one's folder, with <c>/</c>.</param>
    public Dictionary<string, RuleSeverity> SeveritiesOf(string relative)
    {
        var severities = new Dictionary<string, RuleSeverity>(StringComparer.OrdinalIgnoreCase);
        foreach (var (glob, code, severity) in _entries)
        {
            if (!glob.Matches(relative))
                continue;
            if (severity is { } given)
                severities[code] = given;
            else
                severities.Remove(code);
        }

        return severities;
    }

    internal static EditorConfigFile Parse(string path, IReadOnlyList<string> lines)
    {
        var file = new EditorConfigFile();
        EditorConfigGlob? section = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[' && WithoutComment(line) is [.., ']'] header)
                section = new EditorConfigGlob(header[1..^1]);
            else
                file.AddEntry(path, i, lines[i], section);
        }

        return file;
    }

    private void AddEntry(string path, int index, string line, EditorConfigGlob? section)
    {
        var border = line.AsSpan().IndexOfAny('=', ':');
        if (border < 0)
            return;
        var key = line[..border].Trim();
        var value = WithoutComment(line[(border + 1)..]);
        if (section is null)
        {
            IsRoot |= key.Equals("root", StringComparison.OrdinalIgnoreCase) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
            return;
        }

        // ATT2 are the compiler's own affair.
        var isRule = key.StartsWith(KeyStart + "ATT3", StringComparison.OrdinalIgnoreCase) || key.StartsWith(KeyStart + "ATT4", StringComparison.OrdinalIgnoreCase);
        if (!isRule || !key.EndsWith(KeyEnd, StringComparison.OrdinalIgnoreCase))
            return;
        var code = key[KeyStart.Length..^KeyEnd.Length].ToUpperInvariant();
        if (!Names.TryGetValue(value, out var severity))
        {
            throw new AttuneException(
                "ATT3110", $"{DataErrors.Show(value)} is no severity.", $"Use one of {string.Join(", ", Names.Keys)}.",
                path, index + 1, line.IndexOf(value, border + 1, StringComparison.Ordinal) + 1);
        }

        if (UnusedSeverity.WhyUnused(code) is { } why)
        {
            var column = line.IndexOf(code, StringComparison.OrdinalIgnoreCase) + 1;
            Unused.Add(new Finding(UnusedSeverity.Code, path, index + 1, column, why, "Correct the id, or delete the line."));
        }

        _entries.Add((section, code, severity));
    }

    /// <summary>A comment may follow a value after a blank, as the C# compiler reads these files.</summary>
    private static string WithoutComment(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '#' or ';' && char.IsWhiteSpace(text[i - 1]))
                return text[..i].Trim();
        }

        return text.Trim();
    }
}
