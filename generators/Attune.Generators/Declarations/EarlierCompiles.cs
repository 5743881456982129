namespace Attune.Generators.Declarations;

/// <summary>
/// The files of the compile before of each project. The compiler's server parses all files anew with every build, so no tree of
/// a build is one of the build before, though most have the same text. Texts are kept of few projects, and of no more
/// characters than a few large ones have.
/// </summary>
internal sealed class EarlierCompiles(int mostProjects, long mostCharacters)
{
    private readonly object gate = new();

    // The project of the longest ago comes first.
    private readonly List<(string Project, Dictionary<string, SourceFile> Files, long Characters)> known = [];

    /// <summary>Those of this process: texts of at most 32 MB, which a compiler needs many times over for their trees.</summary>
    public static EarlierCompiles Shared { get; } = new(mostProjects: 32, mostCharacters: 16 << 20);

    /// <summary>The characters that are kept.</summary>
    public long Characters
    {
        get
        {
            lock (gate)
                return known.Sum(static compile => compile.Characters);
        }
    }

    /// <summary>The files of the compile before by their paths, without those that it had twice.</summary>
    public IReadOnlyDictionary<string, SourceFile> Find(string project)
    {
        lock (gate)
            return known.Find(compile => compile.Project == project).Files ?? [];
    }

    /// <summary>Keeps the files of a compile for the next one of the project.</summary>
    public void Keep(string project, IEnumerable<SourceFile> files)
    {
        var byPath = files.GroupBy(static file => file.Path, StringComparer.Ordinal).Where(static same => same.Count() == 1)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        var characters = byPath.Values.Sum(static file => (long)file.Text.Length);
        lock (gate)
        {
            known.RemoveAll(compile => compile.Project == project);
            known.Add((project, byPath, characters));
            var all = known.Sum(static compile => compile.Characters);
            while (known.Count > mostProjects || all > mostCharacters)
            {
                all -= known[0].Characters;
                known.RemoveAt(0);
            }
        }
    }
}
