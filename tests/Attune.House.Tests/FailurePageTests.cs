using System.Globalization;
using System.Text.RegularExpressions;
using Attune.TestSupport;

namespace Attune.House.Tests;

/// <summary>docs/failures.md says what stops each failure; it names only what is there.</summary>
public sealed partial class FailurePageTests
{
    /// <summary>Failures that cannot be written, so that there is nothing to diagnose: their tests compare numbers.</summary>
    private static readonly int[] WithoutDiagnostic = [13, 14];

    private static readonly Lazy<IReadOnlyList<string[]>> Rows = new(() =>
        [.. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "docs", "failures.md"))
            .Where(line => TableRow().IsMatch(line)).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))]);

    [Fact]
    public void Each_of_the_twenty_five_has_a_row() =>
        Assert.Equal(Enumerable.Range(1, 25), Rows.Value.Select(Number));

    [Fact]
    public void Each_has_a_diagnostic_with_a_page_and_a_moment()
    {
        foreach (var row in Rows.Value)
        {
            var ids = Id().Matches(row[2]).Select(match => match.Value).Distinct().ToList();
            Assert.True(ids.Count > 0 || WithoutDiagnostic.Contains(Number(row)), $"failure {row[0]} has no diagnostic");
            Assert.True(row[3].Length > 0, $"failure {row[0]} does not say when");
            Assert.All(ids, id =>
            {
                Assert.True(File.Exists(Path.Combine(SharedData.RepositoryRoot, "docs", "diagnostics", id + ".md")), $"{id} has no page");
                Assert.Contains($"\"{id}\"", Source.Value);
            });
        }
    }

    [Fact]
    public void Each_has_tests_that_exist_and_one_of_them_shows_the_diagnostic()
    {
        foreach (var row in Rows.Value)
        {
            var tests = Test().Matches(row[4]).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();
            Assert.True(tests.Count > 0, $"failure {row[0]} names no test");
            Assert.Equal(tests.Count, row[4].Count(c => c == '`') / 2);
            foreach (var (type, method) in tests)
                Assert.True(IsTest(type, method), $"failure {row[0]}: there is no test {type}.{method}");
            foreach (var id in Id().Matches(row[2]).Select(match => match.Value).Distinct())
                Assert.True(tests.Exists(test => FileOf(test.Class)!.Contains(id, StringComparison.Ordinal)), $"failure {row[0]}: no test shows {id}");
        }
    }

    private static int Number(string[] row) => int.Parse(row[0], CultureInfo.InvariantCulture);

    private static readonly Lazy<string> Source = new(() => string.Join('\n', FileSizeTests.SourceFiles()
        .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("generators/", StringComparison.Ordinal))
        .Select(path => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path)))));

    private static readonly Lazy<Dictionary<string, string>> TestFiles = new(() => FileSizeTests.SourceFiles()
        .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith("Tests.cs", StringComparison.Ordinal))
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => string.Join('\n', group.Select(path => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path)))), StringComparer.Ordinal));

    private static string? FileOf(string type) => TestFiles.Value.GetValueOrDefault(type);

    private static bool IsTest(string type, string method)
    {
        var lines = FileOf(type)?.Split('\n') ?? [];
        var at = Array.FindIndex(lines, line => line.Contains($" {method}(", StringComparison.Ordinal) && line.TrimStart().StartsWith("public ", StringComparison.Ordinal));
        for (var i = at - 1; i >= 0 && lines[i].Trim().Length > 0; i--)
        {
            if (TestAttribute().IsMatch(lines[i]))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^\s*\[(Shared|Unix)?(Fact|Theory)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"ATT\d{4}")]
    private static partial Regex Id();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Test();
}
