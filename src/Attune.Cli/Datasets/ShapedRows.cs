using System.Collections;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Shapes;

namespace Attune.Cli.Datasets;

/// <summary>
/// The rows of files with what each becomes, read from the start each time that they are enumerated: one row is in memory.
/// Only rows of standard input stay there, since it is read once.
/// </summary>
/// <param name="sources">Each file's name and its rows.</param>
/// <param name="part">Learned from or held out.</param>
/// <param name="shape">Their shape.</param>
internal sealed class ShapedRows(IReadOnlyList<(string File, IEnumerable<DatasetRow> Rows)> sources, DatasetPart part, IDatasetShape shape) : IEnumerable<ShapedRow>
{
    public IDatasetShape Shape => shape;

    /// <summary>The files as rows name them.</summary>
    public IReadOnlyList<string> Files { get; } = [.. sources.Select(source => source.File)];

    public IEnumerator<ShapedRow> GetEnumerator() => Data(sources).Select(row => ShapedRow.Of(row, part, shape)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many there are: the files are read once for it, so what cannot be read is told before anything is done.</summary>
    public int Count() => Data(sources).Count();

    public static IEnumerable<DatasetRow> Data(IEnumerable<(string File, IEnumerable<DatasetRow> Rows)> sources) => sources.SelectMany(source => source.Rows);
}
