namespace Attune.Text.Datasets.Shapes;

/// <summary>Texts with their class: a name, a number, true or false; it is kept as the file writes it.</summary>
internal sealed class LabelShape : IDatasetShape<LabelledText>
{
    public DatasetShape Shape => DatasetShape.Label;

    public string Name => "label";

    public string Fields => "text, label";

    public Type RowType => typeof(LabelledText);

    public ShapeMatch? Recognise(RowSample rows) => rows.Match(("text", RowSample.IsText), ("label", RowSample.IsScalar));

    public LabelledText Read(DatasetRow row, ShapeOptions options)
    {
        var label = row.Value.Required("label");
        return new LabelledText(row.Value.Required("text").AsString(), label.Kind switch
        {
            DataKind.Number => label.Text,
            DataKind.Boolean => label.AsBoolean() ? "true" : "false",
            _ => label.AsString(),
        });
    }
}
