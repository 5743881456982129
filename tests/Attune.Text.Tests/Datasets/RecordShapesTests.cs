using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class RecordShapesTests
{
    private static readonly RecordShape<Point> PointShape = new(
        nameof(Point),
        value => new Point(value.Required("x").AsInt32(), value.Optional("label")?.AsString()),
        (writer, point) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("x", point.X);
            writer.WriteString("label", point.Label);
            writer.WriteEndObject();
        });

    private sealed record Point(int X, string? Label);

    [Fact]
    public void Json_is_one_line_in_the_declared_order_with_few_escapes()
    {
        Assert.Equal("""{"x":1,"label":"é <b> \"q\"\n+'"}""", RecordShapes.ToJson(PointShape, new Point(1, "é <b> \"q\"\n+'")));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        RecordShapes.Register(PointShape);
        Assert.Same(PointShape, RecordShapes.Find<Point>());
        var point = new Point(-3, "a\"b");
        Assert.Equal(point, RecordShapes.Parse<Point>(RecordShapes.ToJson(PointShape, point)));
        Assert.Null(RecordShapes.Find<string>());
        Assert.Throws<InvalidOperationException>(() => RecordShapes.Parse<string>("\"a\""));
    }

    [Theory]
    [InlineData("""{"x": 1} and so on""", "ATT3004")]
    [InlineData("""Sure: {"x": 1}""", "ATT3004")]
    [InlineData("""{"x": 1, "y": 2}""", "ATT3012")]
    [InlineData("""{"label": "a"}""", "ATT3010")]
    [InlineData("""{"x": "1"}""", "ATT3011")]
    [InlineData("""[]""", "ATT3011")]
    [InlineData("", "ATT3004")]
    public void Other_texts_are_not_of_the_shape(string json, string code) =>
        Assert.Equal(code, Assert.Throws<AttuneException>(() => RecordShapes.Parse(PointShape, json)).Code);
}
