using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Shapes;

namespace Attune.Definitions;

/// <summary>How rows of a known shape become the user's rows.</summary>
/// <typeparam name="TRow">The user's row type.</typeparam>
public interface IShapedRows<out TRow>
{
    /// <summary>What the library reads, for messages.</summary>
    string ContentName { get; }

    /// <summary>What makes a row of a shape the user's row; null where the shape's rows are something else.</summary>
    /// <param name="shape">The shape that the rows have.</param>
    /// <param name="options">Role names.</param>
    Func<DatasetRow, TRow>? Reader(IDatasetShape shape, ShapeOptions options);
}

/// <summary>Makes the user's rows of what the library reads.</summary>
/// <typeparam name="TContent">What the library reads, such as <see cref="PreferencePair"/>.</typeparam>
/// <typeparam name="TRow">The user's row type.</typeparam>
/// <param name="create">Makes one.</param>
public sealed class ShapedRows<TContent, TRow>(Func<TContent, TRow> create) : IShapedRows<TRow>
{
    /// <inheritdoc/>
    public string ContentName => typeof(TContent).Name;

    /// <inheritdoc/>
    public Func<DatasetRow, TRow>? Reader(IDatasetShape shape, ShapeOptions options) =>
        shape is IDatasetShape<TContent> typed ? row => create(typed.Read(row, options)) : null;
}

/// <summary>What generated code calls for datasets whose rows are of a known shape and no conversations.</summary>
public static class ShapedRows
{
    /// <summary>Reads and writes rows in the first shape that has such content.</summary>
    /// <typeparam name="TContent">What the library reads.</typeparam>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="create">Makes a row.</param>
    /// <param name="content">The content of a row.</param>
    /// <param name="write">Writes that.</param>
    public static RecordShape<TRow> Shape<TContent, TRow>(
        string name, Func<TContent, TRow> create, Func<TRow, TContent> content, Action<Utf8JsonWriter, TContent> write)
    {
        var shape = DatasetShapes.All.OfType<IDatasetShape<TContent>>().First();
        return new RecordShape<TRow>(
            name,
            value => create(shape.Read(new DatasetRow(value.File, value.Line, value), new ShapeOptions())),
            (writer, row) => write(writer, content(row)));
    }

    /// <summary>Rows that are no conversations have no completion.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="row">The row.</param>
    public static string NoCompletion<TRow>(TRow row) => "";
}
