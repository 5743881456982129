using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class JsonLinesTests
{
    [Fact]
    public void Rows_know_their_lines_and_values_their_columns()
    {
        using var file = new TemporaryFile("rows.jsonl", "{\"a\": 1}\n\n{\"a\": [true, {\"b\": \"x\"}]}\r\n");
        var rows = DatasetReader.Read(file.Path).ToList();
        Assert.Equal([1, 3], rows.Select(row => row.Line));
        var value = rows[1].Value.Required("a").Items[1].Required("b");
        Assert.Equal(("x", 3, 20), (value.AsString(), value.Line, value.Column));
        Assert.Equal(1, rows[0].Value.Required("a").AsInt32());
    }
}
