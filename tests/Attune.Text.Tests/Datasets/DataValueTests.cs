using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class DataValueTests
{
    private enum Operator
    {
        Equal,
        GreaterThan,
    }

    [Fact]
    public void Json_values_convert_when_they_have_the_kind()
    {
        var value = Json("""{"i": -5, "l": 9000000000, "d": 1.5e3, "b": true, "s": "x", "e": "greater_than", "n": null}""");
        Assert.Equal(-5, value.Required("i").AsInt32());
        Assert.Equal(9000000000, value.Required("l").AsInt64());
        Assert.Equal(1500, value.Required("d").AsDouble());
        Assert.Equal(1500m, value.Required("d").AsDecimal());
        Assert.True(value.Required("b").AsBoolean());
        Assert.Equal(Operator.GreaterThan, value.Required("e").AsEnum<Operator>());
        Assert.True(value.Required("n").IsNull);
        Assert.Null(value.Optional("n"));
        Assert.Null(value["missing"]);
        Assert.Equal(["i", "l", "d", "b", "s", "e", "n"], value.Properties.Select(property => property.Name));
    }

    [Fact]
    public void Cells_convert_from_their_text()
    {
        var row = DataFile.Read("rows.csv", "i,d,b,e\n-5,1.5,TRUE,Greater Than\n")[0].Value;
        Assert.Equal(-5, row.Required("i").AsInt32());
        Assert.Equal(1.5, row.Required("d").AsDouble());
        Assert.True(row.Required("b").AsBoolean());
        Assert.Equal(Operator.GreaterThan, row.Required("e").AsEnum<Operator>());
    }

    [Theory]
    [InlineData("""{"a": "5"}""", "whole number")]
    [InlineData("""{"a": 1.0}""", "whole number")]
    [InlineData("""{"a": 2147483648}""", "2147483647")]
    [InlineData("""{"a": null}""", "found null")]
    [InlineData("""{"a": [1]}""", "found an array")]
    public void A_wrong_type_is_told_at_the_value(string json, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Json(json).Required("a").AsInt32());
        Assert.Equal(("ATT3011", 1, 7), (error.Code, error.Line, error.Column));
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void Missing_properties_and_names_are_told_with_what_there_is()
    {
        var value = Json("""{"text": "less"}""");
        var error = Assert.Throws<AttuneException>(() => value.Required("txt"));
        Assert.Equal("ATT3010", error.Code);
        Assert.Contains("'text'", error.Remedy);
        error = Assert.Throws<AttuneException>(() => value.Required("text").AsEnum<Operator>());
        Assert.Equal(("ATT3013", 10), (error.Code, error.Column));
        Assert.Contains("Equal, GreaterThan", error.Remedy);
    }

    private static DataValue Json(string json) => new JsonTextParser(json, "file.json").ParseWhole();
}
