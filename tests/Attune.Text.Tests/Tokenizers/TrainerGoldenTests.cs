using System.Text.Json;
using Attune.TestSupport;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Trained vocabularies against Hugging Face's trainers on the same text.</summary>
public class TrainerGoldenTests(ITestOutputHelper output)
{
    private const string Folder = "golden/tokenizers/training";

    // What five runs of the reference have in common where its hash order decides ties (the README beside the files).
    private const double SharedByRuns = 0.97;
    private const double ScoreTolerance = 0.002;

    [SharedTheory(Folder)]
    [InlineData("bpe-byte-level")]
    [InlineData("bpe-byte-level-file")]
    [InlineData("bpe-exhausted")]
    [InlineData("bpe-llama3-regex")]
    [InlineData("bpe-metaspace")]
    [InlineData("bpe-whitespace-limit-alphabet")]
    [InlineData("wordlevel")]
    public void What_the_reference_repeats_is_the_same(string name)
    {
        using var training = TrainingCase.Read(name);
        Assert.True(training.RepeatsExactly);
        var actual = training.Train();
        Assert.Equal(Vocabulary(training.Expected), Vocabulary(actual));
        Assert.Equal(Merges(training.Expected), Merges(actual));
        AssertTokens(training, exactly: true);
    }

    [SharedTheory(Folder)]
    [InlineData("bpe-end-of-word")]
    [InlineData("bpe-prefix-max-length")]
    [InlineData("wordpiece-bert")]
    [InlineData("wordpiece-min-frequency")]
    public void What_the_reference_leaves_to_chance_is_nearly_the_same(string name)
    {
        using var training = TrainingCase.Read(name);
        var (expected, actual) = (training.Expected, training.Train());
        AssertShared("tokens", [.. Vocabulary(expected).Keys], [.. Vocabulary(actual).Keys]);
        AssertShared("merges", Merges(expected), Merges(actual));
        AssertTokens(training, exactly: false);
    }

    [SharedTheory(Folder)]
    [InlineData("unigram-metaspace")]
    [InlineData("unigram-settings")]
    public void Unigram_pieces_are_the_same(string name)
    {
        using var training = TrainingCase.Read(name);
        var (expected, actual) = (Scores(training.Expected), Scores(training.Train()));
        var (missing, other) = (expected.Keys.Except(actual.Keys), actual.Keys.Except(expected.Keys));
        Assert.Equal("missing , other ", $"missing {string.Join(' ', missing)}, other {string.Join(' ', other)}");
        var largest = expected.Max(piece => Math.Abs(piece.Value - actual[piece.Key]));
        output.WriteLine($"largest difference of scores {largest}");
        Assert.True(largest <= ScoreTolerance, $"scores differ by {largest}");
        AssertTokens(training, exactly: true);
    }

    [SharedTheory(Folder)]
    [InlineData("bpe-metaspace")]
    [InlineData("wordpiece-bert")]
    [InlineData("unigram-settings")]
    public void The_number_of_threads_changes_nothing(string name)
    {
        using var training = TrainingCase.Read(name);
        var alone = training.Train(threads: 1).GetRawText();
        Assert.Equal(alone, training.Train(threads: 3).GetRawText());
    }

    private void AssertShared(string what, List<string> expected, List<string> actual)
    {
        var shared = expected.Intersect(actual).Count();
        output.WriteLine($"{what}: {shared} of {expected.Count} shared");
        Assert.Equal(expected.Count, actual.Count);
        Assert.True(shared >= SharedByRuns * expected.Count, $"only {shared} of {expected.Count} {what} are shared");
    }

    /// <summary>The number of tokens of the first lines; where chance plays in, within what the reference's runs differ by, and a little.</summary>
    private void AssertTokens(TrainingCase training, bool exactly)
    {
        var (lowest, highest) = (training.TokenCounts.Min(), training.TokenCounts.Max());
        var margin = exactly ? 0 : Math.Max(20, highest - lowest);
        var actual = training.CountTokens();
        output.WriteLine($"{actual} tokens, the reference's runs {lowest} to {highest}");
        Assert.InRange(actual, lowest - margin, highest + margin);
    }

    private static Dictionary<string, int> Vocabulary(JsonElement model) =>
        model.GetProperty("vocab").EnumerateObject().ToDictionary(token => token.Name, token => token.Value.GetInt32());

    private static List<string> Merges(JsonElement model) => model.TryGetProperty("merges", out var merges)
        ? [.. merges.EnumerateArray().Select(merge => $"{merge[0]} {merge[1]}")]
        : [];

    private static Dictionary<string, double> Scores(JsonElement model) =>
        model.GetProperty("vocab").EnumerateArray().ToDictionary(piece => piece[0].GetString()!, piece => piece[1].GetDouble());
}
