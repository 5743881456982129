using Attune.Definitions;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Shapes;

namespace Attune.Preparation;

/// <summary>Reads the rows of some files as the user's row type: by its own fields, or by the shape that is declared.</summary>
internal static class RowSource
{
    /// <summary>The files that a declaration names.</summary>
    public static IReadOnlyList<string> Files(string declared, ProjectPlace project, SourcePlace declaration)
    {
        var files = DatasetPaths.Expand(DatasetPaths.Split(declared).Select(part => project.Resolve(part, declaration)));
        foreach (var file in files)
            project.NoteRead(file);
        return files;
    }

    /// <summary>What makes the user's row of a row of the files.</summary>
    /// <exception cref="AttuneException">ATT3021, ATT3022: the shape cannot be told. ATT3024: its rows are something else than the type.</exception>
    public static Func<DatasetRow, TRow> Reader<TRow>(DatasetDefinition<TRow> dataset, IReadOnlyList<string> files)
    {
        if (dataset.Shaped is not { } shaped)
            return row => dataset.Shape.Read(row.Value);
        var shape = DatasetShapes.Choose(dataset.Options.Shape, DatasetReader.ReadAll(files, dataset.FileOptions));
        return shaped.Reader(shape, new ShapeOptions { Roles = Roles(dataset) }) ?? throw new AttuneException(
            "ATT3024", $"The rows of {dataset.Shape.TypeName} are of the shape {shape.Name}, which is not read as {shaped.ContentName}.",
            dataset.Conversation is not null
                ? "A recipe learns from conversations: name a shape of those, or declare a row type of your own fields with a prompt."
                : "Name the shape that the rows have, or the file that has such rows.",
            dataset.Place.File, dataset.Place.Line, dataset.Place.Column);
    }

    private static RoleNames Roles<TRow>(DatasetDefinition<TRow> dataset)
    {
        try
        {
            return RoleNames.Default.With(dataset.Options.Roles);
        }
        catch (ArgumentException mistake)
        {
            throw new AttuneException(
                "ATT3025", $"Roles is not understood: {mistake.Message}", "Write each as \"name=role\", such as \"Kunde=user\".",
                dataset.Place.File, dataset.Place.Line, dataset.Place.Column, mistake);
        }
    }
}
