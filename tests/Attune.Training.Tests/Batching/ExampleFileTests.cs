using Attune.TestSupport;

namespace Attune.Training.Tests.Batching;

/// <summary>Examples on the disk are those that were put there.</summary>
public sealed class ExampleFileTests
{
    [Fact]
    public void Examples_come_back_in_any_order()
    {
        using var folder = new TemporaryFolder();
        using var file = new ExampleFile(folder.Path);
        var random = new Random(1);
        var examples = Enumerable.Range(0, 300).Select(i => Example(random, i)).ToList();
        foreach (var (ids, mask, line) in examples)
            file.Add(ids, mask, line < 100 ? "a.jsonl" : "b.jsonl", line);
        Assert.Equal(300, file.Count);
        foreach (var i in Enumerable.Range(0, 300).OrderBy(_ => random.Next()))
        {
            Assert.Equal(examples[i].Ids, file[i].TokenIds);
            Assert.Equal(examples[i].Mask, file[i].LossMask);
            Assert.Equal(i < 100 ? $"a.jsonl({i})" : $"b.jsonl({i})", file[i].Source);
        }

        Assert.Equal(examples.Select(example => example.Ids), file.Select(example => example.TokenIds));
    }

    [Fact]
    public void Examples_may_be_added_after_some_were_read()
    {
        using var folder = new TemporaryFolder();
        using var file = new ExampleFile(folder.Path);
        for (var i = 0; i < 5; i++)
        {
            file.Add([i, i + 1], [false, true], "f", i + 1);
            Assert.Equal([i, i + 1], file[i].TokenIds);
            Assert.Equal([0, 1], file[0].TokenIds);
        }
    }

    [Fact]
    public void Batches_from_the_disk_are_those_from_memory()
    {
        using var folder = new TemporaryFolder();
        using var file = new ExampleFile(folder.Path);
        var random = new Random(2);
        for (var i = 0; i < 40; i++)
        {
            var (ids, mask, line) = Example(random, i);
            file.Add(ids, mask, "f", line);
        }

        var (disk, memory) = (new ExampleBatches(file, 7, 64, 3), new ExampleBatches([.. file], 7, 64, 3));
        for (var step = 0; step < 2 * disk.BatchesPerEpoch; step++)
        {
            var (left, right) = (disk.GetBatch(step), memory.GetBatch(step));
            Assert.Equal(right.Sources, left.Sources);
            Assert.Equal(
                right.MicroBatches.SelectMany(batch => ((TokenMicroBatch)batch).Tokens.TokenIds), left.MicroBatches.SelectMany(batch => ((TokenMicroBatch)batch).Tokens.TokenIds));
        }
    }

    [Fact]
    public void A_selection_reads_its_own()
    {
        using var folder = new TemporaryFolder();
        using var file = new ExampleFile(folder.Path);
        for (var i = 0; i < 5; i++)
            file.Add([i], [true], "f", i);
        Assert.Equal([4, 1], new ExampleSelection(file, [4, 1]).Select(example => example.TokenIds[0]));
    }

    [Fact]
    public void A_file_that_someone_else_changed_is_one_error()
    {
        using var folder = new TemporaryFolder();
        using var file = new ExampleFile(folder.Path);
        file.Add([1, 2, 3], [false, true, true], "f", 1);
        Assert.Equal(3, file[0].TokenIds.Length);
        Truncate(file.Path);
        Assert.Equal("ATT4213", Assert.Throws<AttuneException>(() => file[0]).Code);
    }

    [Fact]
    public void The_file_goes_with_the_object()
    {
        using var folder = new TemporaryFolder();
        using (var file = new ExampleFile(folder.Path))
            Assert.True(File.Exists(file.Path));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static (int[] Ids, bool[] Mask, int Line) Example(Random random, int line)
    {
        var length = random.Next(1, 20);
        return ([.. Enumerable.Range(0, length).Select(_ => random.Next(1000))], [.. Enumerable.Range(0, length).Select(i => i > 0 && random.Next(2) == 0)], line);
    }

    /// <summary>Another program heeds no lock.</summary>
    private static void Truncate(string path)
    {
        using var process = System.Diagnostics.Process.Start("truncate", ["-s", "10", path]);
        process.WaitForExit();
    }
}
