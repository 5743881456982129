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
        return new TypedFiles<TRow>(files, dataset.FileOptions, RowSource.Reader(dataset, files));
    }

    public IEnumerable<DatasetRow> Data() => DatasetReader.ReadAll(Paths, Options);

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
