using System.IO.Compression;
using System.Text;
using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class DatasetIndexTests
{
    [Theory]
    [InlineData("rows.jsonl", "\uFEFF{\"a\": \"é😁\"}\n\n{\"a\": \"x\"}\r\n{\"a\": \"y\"}")]
    [InlineData("rows.json", "[ {\"a\": \"é😁\"}, {\"a\": \"[\\\"{\"},\n{\"a\": \"y\",\n\"b\": [{}]} ]")]
    [InlineData("rows.json", "{\"a\": \"é😁\"}\n{\"a\": \"x\"} {\"a\": \"y\"}\n")]
    [InlineData("rows.csv", "\uFEFFa,b\r\n\"two\nlines, \"\"q\"\"\",1\r\n\r\né😁,2\r\nx,3\r\n")]
    [InlineData("rows.tsv", "a\tb\nx\ty\n1\t2\n3\t4")]
    [InlineData("rows.txt", "one\n\n  \ntwo\nthree é\n")]
    public void Rows_read_by_number_are_those_read_in_order(string name, string content)
    {
        foreach (var (file, bytes) in Forms(name, Encoding.UTF8.GetBytes(content)))
        {
            using var folder = new TemporaryFolder();
            File.WriteAllBytes(folder.File(file), bytes);
            var inOrder = DatasetReader.Read(folder.File(file)).Select(Show).ToList();
            using var index = DatasetIndex.Open([folder.File(file), folder.File(file)]);
            Assert.Equal(2 * inOrder.Count, index.Count);
            foreach (var number in DatasetShuffle.Order(index.Count, 3))
                Assert.Equal(inOrder[number % inOrder.Count], Show(index[number]));
        }
    }

    [Fact]
    public void Rows_longer_than_the_buffer_are_whole()
    {
        using var folder = new TemporaryFolder();
        var texts = Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), i * 3000)).ToList();
        File.WriteAllLines(folder.File("rows.jsonl"), texts.Select(text => $"{{\"a\": \"{text}\"}}"));
        using var index = DatasetIndex.Open([folder.File("rows.jsonl")]);
        foreach (var number in DatasetShuffle.Order(20, 1))
            Assert.Equal(texts[number], index[number].Value.Required("a").AsString());
    }

    [Fact]
    public void A_seed_is_an_order()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("rows.jsonl"), Enumerable.Range(0, 100).Select(i => $"{{\"a\": {i}}}"));
        using var index = DatasetIndex.Open([folder.File("rows.jsonl")]);
        var first = index.Shuffled(1).Select(row => row.Value.Required("a").AsInt32()).ToList();
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.Equal(first, index.Shuffled(1).Select(row => row.Value.Required("a").AsInt32()));
        Assert.NotEqual(first, index.Shuffled(2).Select(row => row.Value.Required("a").AsInt32()));
    }

    /// <summary>Pinned: the order of a run must be the same on every machine and in every version.</summary>
    [Fact]
    public void The_order_never_changes() => Assert.Equal(PinnedOrder, string.Join(' ', DatasetShuffle.Order(10, 42)));

    [Fact]
    public void Every_order_is_as_likely()
    {
        var counts = Enumerable.Range(0, 6000).GroupBy(seed => string.Join("", DatasetShuffle.Order(3, (ulong)seed))).Select(group => group.Count()).ToList();
        Assert.Equal(6, counts.Count);
        Assert.All(counts, count => Assert.InRange(count, 880, 1120));
    }

    [Fact]
    public void Numbers_outside_and_empty_files_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("rows.jsonl"), "{}\n");
        File.WriteAllText(folder.File("none.jsonl"), "\n");
        using var index = DatasetIndex.Open([folder.File("rows.jsonl")]);
        Assert.Throws<ArgumentOutOfRangeException>(() => index[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => index[-1]);
        Assert.Equal("ATT3002", Assert.Throws<AttuneException>(() => DatasetIndex.Open([folder.File("none.jsonl")])).Code);
    }

    private const string PinnedOrder = "8 3 6 5 4 0 9 2 1 7";

    private static IEnumerable<(string File, byte[] Bytes)> Forms(string name, byte[] content)
    {
        yield return (name, content);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        yield return (name + ".gz", packed.ToArray());
        yield return (name, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'))]);
    }

    private static string Show(DatasetRow row) =>
        $"{row.Line}:{string.Join('|', row.Value.Properties.Select(cell => $"{cell.Name}@{cell.Value.Line},{cell.Value.Column}={RowHash.Of(cell.Value)}"))}";
}
