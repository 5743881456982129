using System.IO.Compression;
using System.Text;
using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Files;
using Attune.Text.Datasets.Shapes;

namespace Attune.Text.Tests.Datasets;

/// <summary>
/// Whatever a file holds, reading ends with rows or with a mistake that has a place, passing rows finds as many as
/// reading does, and shapes take or refuse them. Set ATTUNE_FUZZ to a number to try so many times as much.
/// </summary>
public class DatasetFuzzTests
{
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("ATTUNE_FUZZ"), out var times) ? times : 1;

    private static readonly string[] Seeds =
    [
        "{\"messages\": [{\"role\": \"user\", \"content\": \"q\\u00e9\\ud83d\\ude00\"}, {\"role\": \"assistant\", \"content\": \"a\", \"weight\": 0}], \"tools\": [{\"name\": \"f\", \"parameters\": {}}]}\n{\"messages\": []}\n",
        "[{\"conversations\": [{\"from\": \"human\", \"value\": \"q\"}, {\"from\": \"function_call\", \"value\": \"{\\\"name\\\": \\\"f\\\"}\"}]},\n {\"prompt\": \"p\", \"completion\": \"c\", \"label\": true}]",
        "text,label,\"a \"\"b\"\"\"\r\n\"two\nlines\",1,\r\n,-2.5e3,\"[1, {\"\"x\"\": null}]\"\r\n",
        "{\"chosen\": \"\\n\\nHuman: a\\n\\nAssistant: b\", \"rejected\": \"\\n\\nHuman: a\\n\\nAssistant: c\"}\n{\"prompt\": [], \"chosen\": {}, \"rejected\": 5}\n",
        "{\"instruction\": \"i\", \"output\": \"o\", \"history\": [[\"a\", \"b\"], [1]]}\n{\"anchor\": \"a\", \"positive\": \"b\", \"negatives\": [1]}\n",
        "{\"input\": {\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"x\"}]}]}, \"preferred_output\": [], \"non_preferred_output\": [{}]}\n",
    ];

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes("{}[]\",:\\u\n\r\t 0-+.eE1tfn\0\u007Fé😁\uFEFF;|'");

    [Fact]
    public void Any_bytes_are_rows_or_a_mistake_with_a_place()
    {
        var random = new SplitMix64(20261126);
        for (var i = 0; i < 4000 * Times; i++)
        {
            var bytes = Mutate(Encoding.UTF8.GetBytes(Seeds[random.Below((ulong)Seeds.Length)]), ref random);
            foreach (var format in RowFormats.All)
                Check(format, bytes);
        }
    }

    [Fact]
    public void Any_packed_or_encoded_file_is_rows_or_a_mistake()
    {
        using var folder = new TemporaryFolder();
        var random = new SplitMix64(7);
        for (var i = 0; i < 300 * Times; i++)
        {
            var content = Encoding.UTF8.GetBytes(Seeds[random.Below((ulong)Seeds.Length)]);
            var bytes = Mutate(i % 2 == 0 ? Pack(content) : [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content))], ref random);
            File.WriteAllBytes(folder.File("rows.jsonl"), bytes);
            AssertMistake(Record.Exception(() => DatasetReader.Read(folder.File("rows.jsonl")).Count()), bytes);
        }
    }

    private static void Check(RowFormat format, byte[] bytes)
    {
        var rows = new List<DatasetRow>();
        var mistake = Record.Exception(() =>
        {
            using var reader = Open(format, bytes);
            while (reader.Next() is { } row)
                rows.Add(row);
        });
        AssertMistake(mistake, bytes);
        if (mistake is null)
        {
            using var reader = Open(format, bytes);
            var passed = new List<RowPlace>();
            while (reader.Skip() is { } place)
                passed.Add(place);
            Assert.Equal(rows.Count, passed.Count);
            if (passed.Count > 0)
                Assert.Equal(RowHash.Of(rows[0].Value), RowHash.Of(reader.At(passed[0]).Value));
        }

        if (rows.Count > 0)
            AssertMistake(Record.Exception(() => DatasetShapes.Detect(rows)), bytes);
        foreach (var row in rows)
        {
            foreach (var shape in DatasetShapes.All)
                AssertMistake(Record.Exception(() => ((IDatasetShape<object>)shape).Read(row, new ShapeOptions())), bytes);
        }
    }

    private static IRowReader Open(RowFormat format, byte[] bytes) => format.Open(new MemoryStream(bytes), "file", 16, new DatasetFileOptions());

    private static void AssertMistake(Exception? exception, byte[] bytes) => Assert.True(
        exception is null or AttuneException { File: not null }, $"{exception}\n{Convert.ToBase64String(bytes)}");

    private static byte[] Mutate(byte[] bytes, ref SplitMix64 random)
    {
        var list = new List<byte>(bytes);
        for (var count = random.Below(4); count > 0 && list.Count > 0; count--)
        {
            var at = (int)random.Below((ulong)list.Count);
            var value = random.Below(4) == 0 ? (byte)random.Below(256) : Bytes[random.Below((ulong)Bytes.Length)];
            switch (random.Below(4))
            {
                case 0:
                    list.RemoveRange(at, (int)Math.Min(random.Below(9), (ulong)(list.Count - at)));
                    break;
                case 1:
                    list.Insert(at, value);
                    break;
                case 2:
                    list[at] = value;
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, (int)Math.Min(random.Below(20), (ulong)(list.Count - at))));
                    break;
            }
        }

        return [.. list];
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
