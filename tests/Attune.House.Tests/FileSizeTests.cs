using Attune.TestSupport;

namespace Attune.House.Tests;

/// <summary>Small rooms: a file that grows past 300 lines is split by what its parts know.</summary>
public sealed class FileSizeTests
{
    private const int MostLines = 300;

    /// <summary>Files that may be longer, each with the reason.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
    };

    public static IEnumerable<string> SourceFiles() =>
        new[] { "src", "generators", "tests", "samples", "benchmarks" }
            .Select(folder => Path.Combine(SharedData.RepositoryRoot, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var long_ = SourceFiles()
            .Where(path => !Exempt.ContainsKey(path))
            .Select(path => (path, lines: File.ReadLines(Path.Combine(SharedData.RepositoryRoot, path)).Count()))
            .Where(file => file.lines > MostLines)
            .Select(file => $"{file.path}: {file.lines} lines");
        Assert.Empty(long_);
    }

    [Fact]
    public void Every_exempt_file_exists_is_long_and_says_why()
    {
        Assert.All(Exempt, entry =>
        {
            Assert.True(File.ReadLines(Path.Combine(SharedData.RepositoryRoot, entry.Key)).Count() > MostLines, $"{entry.Key} is short again");
            Assert.True(entry.Value.Length > 20, $"{entry.Key} has no reason");
        });
    }
}
