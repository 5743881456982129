using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

/// <summary>Live bytes are those of the whole process, so these run alone.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

/// <summary>Memory follows the longest row and not the file.</summary>
[Collection(nameof(RunsAlone))]
public class StreamingTests
{
    private const int Rows = 40_000;
    private const long MostLiveBytes = 2 << 20;

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.json")]
    [InlineData("rows.csv")]
    public void A_long_file_is_never_in_memory(string name)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File(name));
        Assert.True(new FileInfo(folder.File(name)).Length > 5 * MostLiveBytes);
        var (before, most, rows) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0);
        foreach (var row in DatasetReader.Read(folder.File(name)))
        {
            if (++rows % 8000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(Rows, rows);
        Assert.InRange(most, long.MinValue, MostLiveBytes);
    }

    [Fact]
    public void An_index_is_16_bytes_a_row()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("rows.jsonl"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var index = DatasetIndex.Open([folder.File("rows.jsonl")]);
        var live = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Rows, index.Count);
        Assert.InRange(live, long.MinValue, 16 * Rows + (1 << 20));
        Assert.Equal(Rows - 1, index[Rows - 1].Value.Required("n").AsInt32());
    }

    /// <summary>About 16 MB.</summary>
    private static void Write(string path)
    {
        using var writer = new StreamWriter(path);
        var text = new string('x', 380);
        if (path.EndsWith("csv", StringComparison.Ordinal))
            writer.WriteLine("n,text");
        else if (path.EndsWith("json", StringComparison.Ordinal))
            writer.Write('[');
        for (var i = 0; i < Rows; i++)
        {
            if (path.EndsWith("csv", StringComparison.Ordinal))
                writer.WriteLine($"{i},\"{text}\"");
            else
                writer.Write($"{(i > 0 && path.EndsWith("json", StringComparison.Ordinal) ? "," : "")}{{\"n\": {i}, \"text\": \"{text}\"}}\n");
        }

        if (path.EndsWith("json", StringComparison.Ordinal))
            writer.Write(']');
    }
}
