namespace Attune.Text.Datasets.Shapes;

/// <summary>Texts to continue.</summary>
internal sealed class TextShape : IDatasetShape<PlainText>
{
    public DatasetShape Shape => DatasetShape.Text;

    public string Name => "text";

    public string Fields => "text";

    public Type RowType => typeof(PlainText);

    public ShapeMatch? Recognise(RowSample rows) => rows.Match(("text", RowSample.IsText));

    public PlainText Read(DatasetRow row, ShapeOptions options) => new(row.Value.Required("text").AsString());
}
