namespace Attune.Text.Datasets.Shapes;

/// <summary>A form of rows that fine-tuning tools share. Adding one is adding a file and its line in <see cref="DatasetShapes.All"/>.</summary>
public interface IDatasetShape
{
    /// <summary>Its name in C#.</summary>
    DatasetShape Shape { get; }

    /// <summary>Its name on a command line.</summary>
    string Name { get; }

    /// <summary>Its fields, for messages.</summary>
    string Fields { get; }

    /// <summary>What <see cref="IDatasetShape{T}.Read"/> makes of a row.</summary>
    Type RowType { get; }

    /// <summary>The fields by which rows are of this shape, or null where they are not.</summary>
    /// <param name="rows">The first rows of a dataset.</param>
    ShapeMatch? Recognise(RowSample rows);
}

/// <summary>A shape with the form its rows get.</summary>
/// <typeparam name="T">That form.</typeparam>
public interface IDatasetShape<out T> : IDatasetShape
{
    /// <summary>A row in that form.</summary>
    /// <param name="row">The row.</param>
    /// <param name="options">Role names.</param>
    /// <exception cref="AttuneException">The row is not of this shape; says which field, and where.</exception>
    T Read(DatasetRow row, ShapeOptions options);
}

/// <summary>Why rows are of a shape.</summary>
/// <param name="Fields">The fields that decided.</param>
/// <param name="Reason">The same as a sentence.</param>
public sealed record ShapeMatch(IReadOnlyList<string> Fields, string Reason);

/// <summary>What shapes must be told.</summary>
public sealed record ShapeOptions
{
    /// <summary>The roles that the data's names mean.</summary>
    public RoleNames Roles { get; init; } = RoleNames.Default;
}
