namespace Attune.Text.Datasets.Files;

/// <summary>Makes a reader of a stream of UTF-8.</summary>
internal delegate IRowReader RowReaderFactory(Stream stream, string path, int bufferSize, DatasetFileOptions options);

/// <summary>A way in which rows are written.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Extensions">The extensions of its files.</param>
/// <param name="Open">Makes its reader.</param>
internal sealed record RowFormat(DatasetFormat Format, string[] Extensions, RowReaderFactory Open);

/// <summary>All formats.</summary>
internal static class RowFormats
{
    public static IReadOnlyList<RowFormat> All { get; } =
    [
        new(DatasetFormat.JsonLines, [".jsonl", ".ndjson"], (stream, path, size, _) => new JsonLinesReader(stream, path, size)),
        new(DatasetFormat.Json, [".json"], (stream, path, size, _) => new JsonReader(stream, path, size)),
        new(DatasetFormat.Csv, [".csv"], (stream, path, size, options) => new CsvReader(stream, path, size, options, ',')),
        new(DatasetFormat.Tsv, [".tsv"], (stream, path, size, options) => new CsvReader(stream, path, size, options, '\t')),
        new(DatasetFormat.Text, [".txt"], (stream, path, size, _) => new TextLinesReader(stream, path, size)),
    ];

    /// <summary>The format that is declared, or that the extension names.</summary>
    /// <exception cref="AttuneException">ATT3009: the extension names none.</exception>
    public static RowFormat Of(string path, DatasetFormat declared)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var extension = Path.GetExtension(name);
        foreach (var format in All)
        {
            if (declared == format.Format
                || (declared == DatasetFormat.ByExtension && format.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)))
                return format;
        }

        throw new AttuneException(
            DataErrors.UnknownExtension, $"A dataset '{extension}' is not a format Attune reads.",
            $"Use one of {string.Join(", ", All.SelectMany(format => format.Extensions))}, each also with .gz, or declare the format.", path);
    }
}
