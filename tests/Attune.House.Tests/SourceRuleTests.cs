using System.Text.RegularExpressions;
using Attune.TestSupport;

namespace Attune.House.Tests;

/// <summary>Rules that the compiler does not know.</summary>
public sealed partial class SourceRuleTests
{
    /// <summary>Time, randomness and environment are injected; these read them from the air.</summary>
    private static readonly string[] Banned =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Random.Shared", "new Random(",
        "Environment.CurrentDirectory", "Directory.GetCurrentDirectory", "Guid.NewGuid", "Environment.TickCount",
    ];

    [Fact]
    public void Source_takes_no_time_and_no_randomness_from_the_air()
    {
        var found = from path in FileSizeTests.SourceFiles()
                    where path.StartsWith("src/", StringComparison.Ordinal)
                    let text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path))
                    from word in Banned
                    where text.Contains(word, StringComparison.Ordinal)
                    select $"{path}: {word}";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_diagnostic_id_in_the_source_has_a_page_and_every_page_a_title()
    {
        var folder = Path.Combine(SharedData.RepositoryRoot, "docs", "diagnostics");
        var ids = FileSizeTests.SourceFiles()
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("generators/", StringComparison.Ordinal))
            .SelectMany(path => DiagnosticId().Matches(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path))).Select(match => match.Groups[1].Value))
            .ToHashSet();
        Assert.NotEmpty(ids);
        Assert.DoesNotContain(ids, id => !File.Exists(Path.Combine(folder, id + ".md")));
        Assert.All(Directory.GetFiles(folder, "ATT*.md"), page =>
            Assert.StartsWith($"# {Path.GetFileNameWithoutExtension(page)}: ", File.ReadLines(page).First()));
    }

    [GeneratedRegex("\"(ATT\\d{4})\"")]
    private static partial Regex DiagnosticId();
}
