namespace Attune.Text.Datasets.Shapes;

/// <summary>All shapes, by name and by recognition.</summary>
public static class DatasetShapes
{
    /// <summary>One of each, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<IDatasetShape> All { get; } =
    [
        new MessagesShape(), new ShareGptShape(), new AlpacaShape(), new PromptCompletionShape(), new TextShape(), new PreferenceShape(),
        new UnpairedPreferenceShape(), new OpenAiPreferenceShape(), new EmbeddingShape(), new LabelShape(),
    ];

    /// <summary>The shape of that name.</summary>
    /// <param name="name">Such as <c>messages</c>; letter case does not matter.</param>
    /// <exception cref="AttuneException">ATT3023: there is none.</exception>
    public static IDatasetShape Find(string name) =>
        All.FirstOrDefault(shape => shape.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AttuneException(
            DataErrors.UnknownShape, $"There is no dataset shape {DataErrors.Show(name)}.", $"Use one of {string.Join(", ", All.Select(shape => shape.Name))}.");

    /// <summary>The declared shape, or where that is to be detected, the one that the rows have.</summary>
    /// <param name="declared">Not <see cref="DatasetShape.Fields"/>.</param>
    /// <param name="rows">The first rows; more than <see cref="RowSample.Size"/> are not looked at.</param>
    /// <exception cref="AttuneException">ATT3021: the rows are of no shape. ATT3022: they are of several.</exception>
    public static IDatasetShape Choose(DatasetShape declared, IEnumerable<DatasetRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return declared == DatasetShape.Detect
            ? Detect([.. rows.Take(RowSample.Size)]).Shape
            : All.FirstOrDefault(shape => shape.Shape == declared) ?? throw new ArgumentOutOfRangeException(nameof(declared), declared, "Not a shape of its own.");
    }

    /// <summary>
    /// The shape that the rows have. Where several are possible, one whose fields include all those of another and more is
    /// the better match.
    /// </summary>
    /// <param name="rows">The first rows of a dataset, at least one.</param>
    /// <exception cref="AttuneException">ATT3021: the rows are of no shape. ATT3022: they are of several.</exception>
    public static (IDatasetShape Shape, ShapeMatch Match) Detect(IReadOnlyList<DatasetRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sample = new RowSample(rows);
        var matches = new List<(IDatasetShape Shape, ShapeMatch Match)>();
        foreach (var shape in All)
        {
            if (shape.Recognise(sample) is { } match)
                matches.Add((shape, match));
        }

        var best = matches.FindAll(found => !matches.Exists(other => Includes(other.Match, found.Match)));
        return best.Count switch
        {
            1 => best[0],
            0 => throw NoShape(sample),
            _ => throw SeveralShapes(sample, best),
        };
    }

    private static bool Includes(ShapeMatch more, ShapeMatch less) => more.Fields.Count > less.Fields.Count && less.Fields.All(more.Fields.Contains);

    private static AttuneException NoShape(RowSample rows) => new(
        DataErrors.NoShape,
        $"The first {rows.Rows.Count} rows are of no known shape; the first has {string.Join(", ", rows.Names.Take(12).Select(name => $"'{name}'"))}.",
        "Rename the fields, declare a row type of your own fields, or name the shape: " + string.Join("; ", All.Select(shape => $"{shape.Name} ({shape.Fields})")) + ".",
        rows.Rows[0].File, rows.Rows[0].Line, 1);

    private static AttuneException SeveralShapes(RowSample rows, List<(IDatasetShape Shape, ShapeMatch Match)> matches) => new(
        DataErrors.SeveralShapes,
        $"The rows are of several shapes: {string.Join("; ", matches.Select(found => $"{found.Shape.Name}, since {found.Match.Reason}"))}.",
        $"Name the one that is meant: Shape = DatasetShape.{matches[0].Shape.Shape} or {string.Join(" or ", matches.Skip(1).Select(found => found.Shape.Shape))}.",
        rows.Rows[0].File, rows.Rows[0].Line, 1);
}
