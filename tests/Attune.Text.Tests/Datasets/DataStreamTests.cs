using System.IO.Compression;
using System.Text;
using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

/// <summary>What files are packed and encoded in.</summary>
public class DataStreamTests
{
    private const string Text = "{\"a\": \"é😁\"}\n{\"a\": \"日本\"}\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_byte_order_mark_names_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var rows = DataFile.Read("rows.jsonl", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
        Assert.Equal(["é😁", "日本"], rows.Select(row => row.Value.Required("a").AsString()));
        Assert.Equal([1, 2], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("utf-16", new byte[] { 0x3D, 0xD8, 0x22, 0x00 })]
    [InlineData("utf-16BE", new byte[] { 0xDE, 0x01, 0x00, 0x22 })]
    [InlineData("utf-16", new byte[] { 0x41 })]
    public void Half_a_pair_or_half_a_unit_has_a_place(string name, byte[] broken)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"a\": \"b\"}\n{\"a\": \""), .. broken];
        var error = Assert.Throws<AttuneException>(() => DataFile.Read("rows.jsonl", bytes));
        Assert.Equal(("ATT3003", 2, 8), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void Characters_across_chunks_are_whole()
    {
        var text = string.Concat(Enumerable.Repeat("a😁", 40_000));
        var rows = DataFile.Read("rows.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{{\"a\":\"{text}\"}}")]);
        Assert.Equal(text, rows[0].Value.Required("a").AsString());
    }

    [Fact]
    public void Latin1_is_declared()
    {
        var bytes = Encoding.Latin1.GetBytes("a\nD\u00FCsseldorf \u00A3\n");
        Assert.Equal("ATT3003", Assert.Throws<AttuneException>(() => DataFile.Read("rows.csv", bytes)).Code);
        var rows = DataFile.Read("rows.csv", bytes, new() { Encoding = DatasetEncoding.Latin1 });
        Assert.Equal("Düsseldorf £", rows[0].Value.Required("a").AsString());
    }

    [Fact]
    public void Utf32_is_refused() => Assert.Equal(
        "ATT3019",
        Assert.Throws<AttuneException>(() => DataFile.Read("rows.csv", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("a\n1\n")])).Code);

    [Theory]
    [InlineData("rows.jsonl.gz", "")]
    [InlineData("rows.jsonl", "")]
    [InlineData("rows.jsonl.gz", "utf-16")]
    [InlineData("rows.jsonl.gz", "utf-8")]
    public void Gzip_is_unpacked(string name, string mark)
    {
        var encoding = mark.Length == 0 ? new UTF8Encoding(false) : Encoding.GetEncoding(mark);
        var rows = DataFile.Read(name, Pack([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
        Assert.Equal(["é😁", "日本"], rows.Select(row => row.Value.Required("a").AsString()));
    }

    [Fact]
    public void A_damaged_gzip_file_is_told()
    {
        var packed = Pack(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"a\": {i * 7919}}}\n"))));
        packed[packed.Length / 2] ^= 0xFF;
        packed[packed.Length / 2 + 1] ^= 0xFF;
        var error = Assert.Throws<AttuneException>(() => DataFile.Read("rows.jsonl.gz", packed));
        Assert.Contains(error.Code, new[] { "ATT3017", "ATT3003", "ATT3004" });
        Assert.Equal("ATT3017", Assert.Throws<AttuneException>(() => DataFile.Read("rows.jsonl.gz", [0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9])).Code);
    }

    [Fact]
    public void A_row_without_end_is_refused_before_memory_is()
    {
        using var folder = new TemporaryFolder();
        using (var file = new GZipStream(File.Create(folder.File("rows.jsonl.gz")), CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            block.AsSpan().Fill((byte)'a');
            for (var i = 0; i < 257; i++)
                file.Write(block);
        }

        var error = Assert.Throws<AttuneException>(() => DatasetReader.Read(folder.File("rows.jsonl.gz")).ToList());
        Assert.Equal(("ATT3016", 1), (error.Code, error.Line));
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
