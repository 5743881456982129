namespace Attune.Text.Datasets.Checks.Severities;

/// <summary>The <c>.editorconfig</c> files above data files (https://spec.editorconfig.org): the nearest that names a rule decides, up to one that says <c>root = true</c>.</summary>
internal sealed class EditorConfigTree
{
    private const string Name = ".editorconfig";
    private readonly Dictionary<string, EditorConfigFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, RuleSeverity>> _severities = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> ReadFiles => [.. _files.Where(file => file.Value is not null).Select(file => file.Key).Order(StringComparer.Ordinal)];

    /// <summary>Severities in the files read so far that change nothing.</summary>
    public IReadOnlyList<Finding> Unused =>
        [.. _files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value?.Unused ?? [])];

    public RuleSeverity? Find(string code, string file)
    {
        if (!_severities.TryGetValue(file, out var severities))
            _severities.Add(file, severities = Severities(Path.GetFullPath(file)));
        return severities.TryGetValue(code, out var severity) ? severity : null;
    }

    private Dictionary<string, RuleSeverity> Severities(string file)
    {
        var severities = new Dictionary<string, RuleSeverity>(StringComparer.OrdinalIgnoreCase);
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Read(Path.Combine(folder, Name)) is not { } config)
                continue;
            foreach (var (code, severity) in config.SeveritiesOf(Path.GetRelativePath(folder, file).Replace('\\', '/')))
                severities.TryAdd(code, severity);
            if (config.IsRoot)
                break;
        }

        return severities;
    }

    private EditorConfigFile? Read(string path)
    {
        if (!_files.TryGetValue(path, out var file))
            _files.Add(path, file = EditorConfigFile.Read(path));
        return file;
    }
}
