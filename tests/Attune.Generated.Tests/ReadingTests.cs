using Attune.Evaluation;
using Attune.Text.Datasets;

namespace Attune.Generated.Tests;

/// <summary>Reading with generated code: every kind of value, what may be missing, and the place of every mistake.</summary>
public sealed class ReadingTests
{
    [Fact]
    public void Every_kind_of_value_survives_a_round_trip()
    {
        const string json =
            """{"flag":true,"small":-128,"large":18446744073709551615,"single":0.1,"double":1E-300,"decimal":0.10,"guid":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","moment":"2025-01-31T12:00:00Z","day":"2025-01-31","span":"01:02:03","numbers":[1,null],"texts":["a",null],"roles":{"x":["User","it-staff"]},"counts":{"b":2,"a":1}}""";
        var row = RecordShapes.Parse(Values.Dataset.Shape, json);
        Assert.Equal(json, RecordShapes.ToJson(Values.Dataset.Shape, row));
        Assert.Equal(DateTimeKind.Utc, row.Moment.Kind);
        Assert.Equal("""{"b":2,"a":1}""", Values.Dataset.Completion(row));
        Assert.Equal(2, new Completion("""{"b":2}""").As<IReadOnlyDictionary<string, int>>()["b"]);
    }

    [Fact]
    public void Declared_labels_reach_the_definition()
    {
        Assert.Equal(["hardware", "network"], Ticket.Dataset.Labels);
        Assert.Equal("data/labels.txt", Ticket.Dataset.LabelsFile);
        Assert.Empty(Values.Dataset.Labels);
    }

    [Fact]
    public void What_is_missing_takes_the_types_own_default()
    {
        var row = RecordShapes.Parse(Ticket.Dataset.Shape, """{"text":"printer","author":{"name":"Ada"}}""");
        Assert.Equal((3, "", null), (row.Priority, row.Label, row.OpenedAt));
        Assert.Equal(["none"], row.Tags);
        Assert.Equal(new Person("Ada"), row.Author);
    }

    [Fact]
    public void Csv_cells_are_converted_and_empty_ones_are_missing()
    {
        using var folder = new TestSupport.TemporaryFolder();
        File.WriteAllText(folder.File("t.csv"), "text,priority,opened_at,tags,author,label\nprinter,,,\"[\"\"a\"\",\"\"b\"\"]\",,hardware\nslow,1,2025-01-31T12:00:00+01:00,[],\"{\"\"name\"\":\"\"Ada\"\",\"\"role\"\":\"\"it-staff\"\"}\",network\n");
        var rows = DatasetReader.Read(folder.File("t.csv")).Select(row => Ticket.Dataset.Shape.Read(row.Value)).ToList();
        Assert.Equal([("printer", 3, "hardware"), ("slow", 1, "network")], rows.Select(row => (row.Text, row.Priority, row.Label)));
        Assert.Equal(["a", "b"], rows[0].Tags);
        Assert.Equal((null, null), (rows[0].OpenedAt, rows[0].Author));
        Assert.Equal(new DateTimeOffset(2025, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)), rows[1].OpenedAt);
        Assert.Equal(Role.Staff, rows[1].Author!.Role);
    }

    [Theory]
    [InlineData("""{"text":"a","labl":"b"}""", "ATT3012", 20, "Ticket has no field 'labl'.")]
    [InlineData("""{"text":"a","Label":"b"}""", "ATT3012", 21, "Did you mean 'label'?")]
    [InlineData("""{"text":"a","openedAt":null}""", "ATT3012", 24, "Did you mean 'opened_at'?")]
    [InlineData("""{"label":"a"}""", "ATT3010", 1, "'text' is missing")]
    [InlineData("""{"text":"a","priority":"high"}""", "ATT3011", 24, "Expected a whole number")]
    [InlineData("""{"text":"a","opened_at":"soon"}""", "ATT3011", 25, "'soon' is not a date and time")]
    [InlineData("""{"text":"a","tags":["b",null]}""", "ATT3011", 25, "Expected a string")]
    [InlineData("""{"text":"a","author":{"name":"Ada","role":"boss"}}""", "ATT3013", 43, "'boss' is not a Role")]
    public void A_mistake_is_reported_at_its_place(string json, string code, int column, string message)
    {
        using var folder = new TestSupport.TemporaryFolder();
        File.WriteAllText(folder.File("t.jsonl"), """{"text":"fine"}""" + "\n" + json + "\n");
        var rows = DatasetReader.Read(folder.File("t.jsonl")).ToList();
        Ticket.Dataset.Shape.Read(rows[0].Value);
        var mistake = Assert.Throws<AttuneException>(() => Ticket.Dataset.Shape.Read(rows[1].Value));
        Assert.Equal((code, 2, column), (mistake.Code, mistake.Line, mistake.Column));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("128")]
    [InlineData("1.5")]
    [InlineData("-129")]
    public void A_number_out_of_its_types_range_is_an_error(string number)
    {
        var mistake = Assert.Throws<AttuneException>(() => RecordShapes.Parse(
            Values.Dataset.Shape, $$"""{"flag":true,"small":{{number}},"large":1}"""));
        Assert.Equal("ATT3011", mistake.Code);
        Assert.Contains("from -128 to 127", mistake.Message, StringComparison.Ordinal);
    }
}
