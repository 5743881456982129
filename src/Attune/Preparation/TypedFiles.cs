using Attune.Definitions;
using Attune.Text.Datasets;

namespace Attune.Preparation;

/// <summary>Some files, and what makes the user's rows of theirs.</summary>
/// <param name="Paths">The files.</param>
/// <param name="Options">What they do not say of themselves.</param>
/// <param name="Read">Makes the user's row.</param>
internal sealed record TypedFiles<TRow>(IReadOnlyList<string> Paths, DatasetFileOptions Options, Func<DatasetRow, TRow> Read)
{
    public static TypedFiles<TRow> Of(DatasetDefinition<TRow> dataset, string declared, ProjectPlace project)
    {
        var files = RowSource.Files(declared, project, dataset.Place);
        var read = RowSource.Reader(dataset, files);
        return new TypedFiles<TRow>(files, dataset.FileOptions, row => Make(read, row, dataset.Shape.TypeName));
    }

    public IEnumerable<DatasetRow> Data() => DatasetReader.ReadAll(Paths, Options);

    /// <summary>A row type's constructor and properties are the user's code and may throw anything; that is how they refuse a row.</summary>
    private static TRow Make(Func<DatasetRow, TRow> read, DatasetRow row, string typeName)
    {
        try
        {
            return read(row);
        }
        catch (Exception refusal) when (refusal is not (AttuneException or OperationCanceledException))
        {
            throw new AttuneException(
                "ATT3031", $"The code of {typeName} does not take the row: {refusal.GetType().Name}: {refusal.Message}",
                "Correct the row, or the code of the type.", row.Value.File, row.Value.Line, row.Value.Column, refusal);
        }
    }

    /// <summary>Reads all rows and keeps none.</summary>
    /// <param name="problems">Takes what is wrong with rows.</param>
    /// <param name="look">Sees each row.</param>
    /// <returns>How many rows there are.</returns>
    public int Check(ProblemList problems, Action<DatasetRow> look)
    {
        var rows = 0;
        foreach (var data in Data())
        {
            rows = checked(rows + 1);
            look(data);
            try
            {
                Read(data);
            }
            catch (AttuneException mistake)
            {
                problems.Add(mistake);
            }
        }

        return rows;
    }
}
