using Attune.Artifacts;
using Attune.Models;

namespace Attune.Preparation;

/// <summary>Tells the build which files a run has read, so that it runs again when one of them changes.</summary>
internal static class ReadFileList
{
    public static void Write(ProjectPlace project)
    {
        var path = Path.Combine(new ArtifactStore(project.Directory).Root, "read-files.txt");
        var known = File.Exists(path) ? File.ReadAllLines(path) : [];
        var all = known.Where(File.Exists).Concat(project.ReadFiles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!all.SequenceEqual(known))
            AtomicFile.WriteText(path, string.Join('\n', all) + "\n");
    }
}
