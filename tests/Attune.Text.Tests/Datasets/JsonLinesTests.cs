using Attune.TestSupport;
using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class JsonLinesTests
{
    [Fact]
    public void Rows_know_their_lines_and_values_their_columns()
    {
        var rows = DataFile.Read("rows.jsonl", "\uFEFF{\"a\": 1}\n\n{\"a\": [true, {\"b\": \"x\"}]}\r\n");
        Assert.Equal([1, 3], rows.Select(row => row.Line));
        var value = rows[1].Value.Required("a").Items[1].Required("b");
        Assert.Equal(("x", 3, 20), (value.AsString(), value.Line, value.Column));
        Assert.Equal(1, rows[0].Value.Required("a").AsInt32());
    }

    [Fact]
    public void Lines_longer_than_the_buffer_and_split_characters_are_whole()
    {
        var text = string.Concat(Enumerable.Repeat("é😁", 50_000));
        var rows = DataFile.Read("rows.jsonl", $"{{\"a\": \"{text}\"}}\n{{\"a\": \"b\"}}");
        Assert.Equal([text, "b"], rows.Select(row => row.Value.Required("a").AsString()));
    }

    [Fact]
    public void A_json_array_gives_its_objects()
    {
        var rows = DataFile.Read("rows.json", "[\n  {\"a\": 1},\n  {\"a\": 2}\n]");
        Assert.Equal([(2, 1), (3, 2)], rows.Select(row => (row.Line, row.Value.Required("a").AsInt32())));
    }

    [Theory]
    [InlineData("rows.jsonl", "{\"a\": 1}\n{\"a\": 2}")]
    [InlineData("rows.json", "[{\"a\": 1}, {\"a\": 2}]")]
    [InlineData("rows.csv", "a\n1\n2\n")]
    public void Rows_can_be_read_again(string name, string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(name), content);
        var rows = DatasetReader.Read(folder.File(name));
        for (var time = 0; time < 2; time++)
            Assert.Equal([1, 2], rows.Select(row => row.Value.Required("a").AsInt32()));
    }

    [Theory]
    [InlineData("{\"a\": 1}\n{\"a\": }", "ATT3004", 2, 7, "Expected a value, found '}'")]
    [InlineData("{\"a\": 1}\n{\"a\": 1", "ATT3004", 2, 8, "Expected ',' or '}', found the end")]
    [InlineData("{'a': 1}", "ATT3004", 1, 2, "double quotes")]
    [InlineData("{\"a\": 01}", "ATT3004", 1, 8, "leading 0")]
    [InlineData("{\"a\": 1} x", "ATT3004", 1, 10, "nothing more")]
    [InlineData("{\"😁\": \"\\q\"}", "ATT3004", 1, 10, "after the backslash")]
    [InlineData("{\"a\": \"\\ud800\"}", "ATT3004", 1, 8, "surrogate")]
    [InlineData("{\"a\": 1, \"a\": 2}", "ATT3014", 1, 10, "written twice")]
    [InlineData("[1]", "ATT3005", 1, 1, "not an object")]
    [InlineData("\n \n", "ATT3002", 1, 1, "no rows")]
    public void Mistakes_have_a_place(string content, string code, int line, int column, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => DataFile.Read("rows.jsonl", content));
        Assert.Equal((code, line, column), (error.Code, error.Line, error.Column));
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_have_a_place()
    {
        var error = Assert.Throws<AttuneException>(() => DataFile.Read("rows.jsonl", [.. "{}\n{\"é"u8, 0xFF, .. "\"}"u8]));
        Assert.Equal(("ATT3003", 2, 4), (error.Code, error.Line, error.Column));
        error = Assert.Throws<AttuneException>(() => DataFile.Read("rows.json", [.. "[\n{\"é"u8, 0xC3, .. "\"}]"u8]));
        Assert.Equal(("ATT3003", 2, 4), (error.Code, error.Line, error.Column));
    }

    [Fact]
    public void Nesting_ends_somewhere()
    {
        var error = Assert.Throws<AttuneException>(() => DataFile.Read("rows.jsonl", "{\"a\":" + new string('[', 100_000)));
        Assert.Equal("ATT3015", error.Code);
    }

    [Fact]
    public void A_missing_file_is_told_at_once_with_its_full_path()
    {
        var path = Path.Combine("no-such-folder", "rows.jsonl");
        var error = Assert.Throws<AttuneException>(() => DatasetReader.Read(path));
        Assert.Equal("ATT3001", error.Code);
        Assert.Contains(Path.GetFullPath(path), error.Fact);
    }

    [Fact]
    public void An_unknown_extension_is_an_error() =>
        Assert.Equal("ATT3009", Assert.Throws<AttuneException>(() => DataFile.Read("rows.xlsx", "")).Code);
}
