namespace Attune.Text.Datasets;

/// <summary>Reads the rows of a dataset, in the format that the file's extension names.</summary>
public static class DatasetReader
{
    private static readonly Dictionary<string, Func<string, IEnumerable<DatasetRow>>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jsonl"] = JsonLinesReader.Read,
        [".json"] = JsonArrayReader.Read,
        [".csv"] = path => CsvReader.Read(path, ','),
        [".tsv"] = path => CsvReader.Read(path, '\t'),
    };

    /// <summary>
    /// The rows of a <c>.jsonl</c> (one object per line), <c>.json</c> (an array of objects), <c>.csv</c> or <c>.tsv</c>
    /// file (RFC 4180 with a header). JSONL and CSV are read one row at a time, as the result is enumerated.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AttuneException">
    /// ATT3001: the file cannot be read. ATT3009: unknown extension. While enumerating: ATT3002 no rows, ATT3003 not
    /// UTF-8, ATT3004 and ATT3014-3015 malformed JSON, ATT3005 not objects, ATT3006-3008 malformed CSV.
    /// </exception>
    public static IEnumerable<DatasetRow> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var extension = Path.GetExtension(path);
        if (!Formats.TryGetValue(extension, out var format))
        {
            throw new AttuneException(
                DataErrors.UnknownExtension, $"A dataset '{extension}' is not a format Attune reads.",
                $"Use one of {string.Join(", ", Formats.Keys)}.", path);
        }

        return NotEmpty(format(path), path);
    }

    private static IEnumerable<DatasetRow> NotEmpty(IEnumerable<DatasetRow> rows, string path)
    {
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            yield return row;
        }

        if (!any)
            throw new AttuneException(DataErrors.Empty, "The dataset has no rows.", "Add rows, or correct the path.", path, 1, 1);
    }

    internal static DatasetRow Row(DataValue value) => value.Kind == DataKind.Object
        ? new DatasetRow(value.File, value.Line, value)
        : throw DataErrors.At(value, DataErrors.NotRows, "The row is not an object.", "Write each row as { \"name\": value, … }.");
}
