using Attune.Definitions;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;

namespace Attune.Preparation;

/// <summary>A row as the user's type and as it stands in the file, and its part.</summary>
internal sealed record LoadedRow<TRow>(TRow Row, DatasetRow Data, DatasetPart Part);

/// <summary>Reads a dataset's files into typed rows; a row that does not fit its type is an error at its own place.</summary>
internal static class DatasetLoader
{
    /// <summary>More errors than a person reads at once help nobody; the rest is counted.</summary>
    private const int ShownErrors = 20;

    public static IReadOnlyList<LoadedRow<TRow>> Load<TRow>(DatasetDefinition<TRow> dataset, ProjectPlace project)
    {
        var errors = new List<string>();
        var rows = Read(dataset, dataset.Path, project, errors);
        var (train, test) = dataset.TestPath is { } testPath
            ? ((IReadOnlyList<(TRow Row, DatasetRow Data)>)rows, Read(dataset, testPath, project, errors))
            : DatasetSplit.Split(rows, dataset.TestFraction, (ulong)dataset.Seed, row => RowHash.Of(row.Data.Value));
        var result = new List<LoadedRow<TRow>>(train.Count + test.Count);
        result.AddRange(train.Select(row => new LoadedRow<TRow>(row.Row, row.Data, DatasetPart.Train)));
        result.AddRange(test.Select(row => new LoadedRow<TRow>(row.Row, row.Data, DatasetPart.Test)));
        if (errors.Count > 0)
            throw new ProblemsException([.. errors.Take(ShownErrors), .. errors.Count > ShownErrors ? [$"... and {errors.Count - ShownErrors} more"] : Array.Empty<string>()]);
        return result;
    }

    private static List<(TRow Row, DatasetRow Data)> Read<TRow>(
        DatasetDefinition<TRow> dataset, string declared, ProjectPlace project, List<string> errors)
    {
        var files = RowSource.Files(declared, project, dataset.Place);
        var read = RowSource.Reader(dataset, files);
        var rows = new List<(TRow Row, DatasetRow Data)>();
        foreach (var row in DatasetReader.ReadAll(files, dataset.FileOptions))
        {
            try
            {
                rows.Add((read(row), row));
            }
            catch (AttuneException exception)
            {
                errors.Add(exception.ToString());
            }
        }

        return rows;
    }
}
