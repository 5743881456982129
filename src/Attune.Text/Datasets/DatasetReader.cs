using Attune.Text.Datasets.Files;

namespace Attune.Text.Datasets;

/// <summary>Reads the rows of datasets, one row at a time.</summary>
public static class DatasetReader
{
    private const int BufferSize = 1 << 16;

    /// <summary>
    /// The rows of a <c>.jsonl</c> (one object per line), <c>.json</c> (an array of objects), <c>.csv</c> or <c>.tsv</c>
    /// (RFC 4180 with a header) or <c>.txt</c> file (one text per line), also packed (<c>.gz</c>). They are read as the
    /// result is enumerated, from the start each time; no more than one row is in memory.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say of itself; null is the defaults.</param>
    /// <exception cref="AttuneException">
    /// ATT3001: the file cannot be read. ATT3009: unknown extension. While enumerating: ATT3002 no rows, ATT3003 and
    /// ATT3019 not in its encoding, ATT3004 and ATT3014-3015 malformed JSON, ATT3005 not objects, ATT3006-3008 malformed
    /// CSV, ATT3016 a row too large, ATT3017 damaged gzip.
    /// </exception>
    public static IEnumerable<DatasetRow> Read(string path, DatasetFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DatasetFileOptions();
        var format = RowFormats.Of(path, options.Format);
        DataStreams.OpenFile(path).Dispose();
        return Rows(path, format, options);
    }

    /// <summary>The rows of several files, one file after the other.</summary>
    /// <param name="paths">The files, as <see cref="DatasetPaths.Expand"/> gives them.</param>
    /// <param name="options">What the files do not say of themselves; null is the defaults.</param>
    /// <exception cref="AttuneException">As for one file.</exception>
    public static IEnumerable<DatasetRow> ReadAll(IReadOnlyList<string> paths, DatasetFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = paths.Select(path => Read(path, options)).ToList();
        return files.SelectMany(rows => rows);
    }

    internal static IRowReader Open(string path, RowFormat format, DatasetFileOptions options) =>
        format.Open(DataStreams.Open(path, options.Encoding), path, BufferSize, options);

    internal static AttuneException NoRows(string path) =>
        new(DataErrors.Empty, "The dataset has no rows.", "Add rows, or correct the path.", path, 1, 1);

    internal static DatasetRow Row(DataValue value) => value.Kind == DataKind.Object
        ? new DatasetRow(value.File, value.Line, value)
        : throw DataErrors.At(value, DataErrors.NotRows, "The row is not an object.", "Write each row as { \"name\": value, … }.");

    private static IEnumerable<DatasetRow> Rows(string path, RowFormat format, DatasetFileOptions options)
    {
        using var reader = Open(path, format, options);
        if (reader.Next() is not { } row)
            throw NoRows(path);
        for (var next = row; next is not null; next = reader.Next())
            yield return next;
    }
}
