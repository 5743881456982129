using Attune.Text.Datasets.Checks;
using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>What the rules keep of rows is so many bytes for each, whatever its texts are.</summary>
[Collection(nameof(RunsAlone))]
public sealed class CheckedMemoryTests
{
    private const int Rows = 20_000;

    /// <summary>
    /// By count: 8 for the place in the archive; 15 in each of two tables of row hashes (12 a slot, four of five used); 80 in
    /// sixteen band tables (4 a slot); a dictionary's entry of 32 and its bucket of 4 for the answer, both up to twice that
    /// while it grows.
    /// </summary>
    private const long MostBytesPerRow = 8 + (2 * 15) + 80 + (2 * (32 + 4));

    /// <summary>1024 sets of 2048 hashes for rows that were compared last; columns, statistics, buffers, and whatever the runtime allocates meanwhile.</summary>
    private const long Fixed = (1024 * 2048 * 4) + (2 << 20);

    [Theory]
    [InlineData(4)]
    [InlineData(200)]
    public void Memory_follows_the_number_of_rows_and_not_their_length(int sentences)
    {
        var live = LiveAfter(Rows, sentences, out var characters);
        Assert.InRange(live, long.MinValue, (MostBytesPerRow * Rows) + Fixed);
        Assert.True(sentences == 4 || characters * sizeof(char) > 3 * ((MostBytesPerRow * Rows) + Fixed));
    }

    [Fact]
    public void Four_times_the_rows_take_at_most_four_times_the_memory() =>
        Assert.InRange(LiveAfter(4 * Rows, 10, out _), long.MinValue, (4 * MostBytesPerRow * Rows) + Fixed);

    [Fact]
    public void The_archive_goes_with_the_run()
    {
        var folder = Directory.CreateTempSubdirectory("attune-archive-");
        try
        {
            using (var run = new DatasetCheckRun(["f"], new DatasetCheckOptions { WorkFolder = folder.FullName }, 1))
            {
                run.Look(RowOf(0, 10));
                Assert.Single(folder.GetFiles());
            }

            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_one_error()
    {
        var missing = Path.Combine(Path.GetTempPath(), "no-such-folder-" + Environment.ProcessId);
        var error = Assert.Throws<AttuneException>(() => new DatasetCheckRun(["f"], new DatasetCheckOptions { WorkFolder = missing }, 1));
        Assert.Equal("ATT3030", error.Code);
    }

    [Fact]
    public void Findings_beyond_those_kept_are_counted()
    {
        using var run = new DatasetCheckRun(["f"], new DatasetCheckOptions(), FindingList.MostKept + 5);
        for (var i = 0; i < FindingList.MostKept + 5; i++)
            run.Look(RowOf(i, 1) with { Answer = " " });
        var report = run.End();
        Assert.Equal(FindingList.MostKept, report.Findings.Count(finding => finding.Code == "ATT3050"));
        Assert.Equal(FindingList.MostKept + 5, report.Count(Text.Datasets.Checks.Severities.RuleSeverity.Error));
        Assert.Contains(report.Lines(), line => line.Contains($"{FindingList.MostKept + 5 - DatasetCheckReport.ShownPerRule} more of ATT3050", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_are_learned_from_come_first()
    {
        using var run = new DatasetCheckRun(["f"], new DatasetCheckOptions(), 2);
        run.Look(RowOf(0, 4) with { Part = DatasetPart.Test });
        Assert.Throws<ArgumentException>(() => run.Look(RowOf(1, 4)));
    }

    private static long LiveAfter(int rows, int sentences, out long characters)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        characters = 0;
        using var run = new DatasetCheckRun(["f"], new DatasetCheckOptions(), rows);
        for (var i = 0; i < rows; i++)
        {
            var row = RowOf(i, sentences);
            characters += row.Question.Length + row.Answer.Length;
            run.Look(row);
        }

        var live = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(rows, run.End().Statistics.TrainRows);
        return live;
    }

    /// <summary>A row that is like no other.</summary>
    private static CheckedRow RowOf(int number, int sentences)
    {
        var question = string.Join(' ', Enumerable.Range(0, sentences).Select(i => Word((number * 7919) + (i * 104_729) + 1)));
        var answer = $"It {Word(number * 31)} a {Word((number * 13) + 5)}, then {Word(number)} and {Word(number + 77)}.";
        return new CheckedRow
        {
            File = "f",
            Line = number + 1,
            Part = DatasetPart.Train,
            Question = question,
            Answer = answer,
            Fields = [new("q", question, number + 1, 7, FieldRole.Input), new("a", answer, number + 1, 30, FieldRole.Answer)],
        };
    }
}
