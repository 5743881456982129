using Attune.Definitions;
using Attune.Preparation;
using Attune.Text.Datasets.Checks;

namespace Attune;

/// <summary>Reads the rows of a declared dataset in code: <c>foreach (var pair in Pair.Dataset.Rows(DatasetPart.Train))</c>.</summary>
public static class DatasetRows
{
    /// <summary>
    /// The rows of a part, in the order of the files. The files are read once at first, so that every row is known to fit its
    /// type and the held-out ones are chosen, and again each time the result is enumerated; one row is in memory.
    /// </summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="dataset">The dataset.</param>
    /// <param name="part">Learned from or held out.</param>
    /// <param name="projectDirectory">The project's folder; by default the one the program was built in.</param>
    /// <exception cref="AttuneException">A file cannot be read, or a row does not fit: the first mistake, at its file, line and column.</exception>
    public static IEnumerable<TRow> Rows<TRow>(this DatasetDefinition<TRow> dataset, DatasetPart part, string? projectDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        try
        {
            return LoadedDataset<TRow>.Open(dataset, ProjectPlace.Find(projectDirectory)).Rows(part).Select(row => row.Row);
        }
        catch (ProblemsException problems) when (problems.InnerException is AttuneException first)
        {
            throw first;
        }
    }
}
