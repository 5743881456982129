namespace Attune.Text.Datasets.Shapes;

/// <summary>
/// Pairs, triples, and pairs with a score, by their names or by the order of their columns, as sentence-transformers
/// takes them. By order: two texts are anchor and positive, further texts are negatives, a number after two texts is
/// their score. By order only where the shape is declared: names that nobody knows prove nothing.
/// </summary>
internal sealed class EmbeddingShape : IDatasetShape<EmbeddingExample>
{
    private static readonly (string Anchor, string Positive)[] Named = [("anchor", "positive"), ("query", "positive"), ("sentence1", "sentence2"), ("sentence_A", "sentence_B")];
    private static readonly string[] Scores = ["score", "label", "similarity_score", "relatedness_score"];

    public DatasetShape Shape => DatasetShape.Embedding;

    public string Name => "embedding";

    public string Fields => "anchor, positive, negative?; or sentence1, sentence2, score or label; or by column order where declared";

    public Type RowType => typeof(EmbeddingExample);

    public ShapeMatch? Recognise(RowSample rows)
    {
        foreach (var (anchor, positive) in Named)
        {
            if (rows.Match((anchor, RowSample.IsText), (positive, RowSample.IsText)) is { } match)
                return match;
        }

        return null;
    }

    public EmbeddingExample Read(DatasetRow row, ShapeOptions options)
    {
        foreach (var (anchor, positive) in Named)
        {
            if (row.Value[anchor] is { } first && row.Value[positive] is { } second)
                return ByName(row.Value, first, second);
        }

        return ByOrder(row.Value);
    }

    private static EmbeddingExample ByName(DataValue row, DataValue first, DataValue second)
    {
        var score = Scores.Select(row.Optional).FirstOrDefault(value => value is not null);
        var negatives = new List<string>();
        foreach (var (name, value) in row.Properties)
        {
            if (name == "negatives" && RowSample.IsList(value))
                negatives.AddRange(value.Items.Select(item => item.AsString()));
            else if (!value.IsNull && (name == "negative" || name.StartsWith("negative_", StringComparison.Ordinal)))
                negatives.Add(value.AsString());
        }

        return new EmbeddingExample(first.AsString(), second.AsString()) { Negatives = negatives, Score = score is null ? null : Score(score) };
    }

    private static EmbeddingExample ByOrder(DataValue row)
    {
        var columns = row.Properties;
        if (columns.Count < 2)
            throw DataErrors.At(row, DataErrors.MissingProperty, $"The row has {columns.Count} columns, and an embedding example has two texts at least.", "Add the second text.");
        var example = new EmbeddingExample(columns[0].Value.AsString(), columns[1].Value.AsString());
        if (columns.Count == 3 && RowSample.IsNumber(columns[2].Value))
            return example with { Score = Score(columns[2].Value) };
        return example with { Negatives = [.. columns.Skip(2).Select(column => column.Value.AsString())] };
    }

    private static double Score(DataValue value) => value.Kind == DataKind.Boolean ? (value.AsBoolean() ? 1 : 0) : value.AsDouble();
}
