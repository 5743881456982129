namespace Attune.Text.Datasets;

/// <summary>How rows are written in a file.</summary>
public enum DatasetFormat
{
    /// <summary>As the file's extension says, without <c>.gz</c>.</summary>
    ByExtension,

    /// <summary>One JSON object per line (<c>.jsonl</c>, <c>.ndjson</c>).</summary>
    JsonLines,

    /// <summary>One JSON array of objects, or objects one after the other (<c>.json</c>).</summary>
    Json,

    /// <summary>Cells separated by commas (<c>.csv</c>).</summary>
    Csv,

    /// <summary>Cells separated by tabs (<c>.tsv</c>).</summary>
    Tsv,

    /// <summary>One text per line (<c>.txt</c>); its field is <c>text</c>.</summary>
    Text,
}

/// <summary>How characters are written in a file.</summary>
public enum DatasetEncoding
{
    /// <summary>UTF-8 with or without a byte order mark, or UTF-16 with one.</summary>
    Unicode,

    /// <summary>ISO 8859-1: one byte a character. It is never guessed, since every file is valid in it.</summary>
    Latin1,
}

/// <summary>What a data file does not say of itself.</summary>
public sealed record DatasetFileOptions
{
    /// <summary>How rows are written.</summary>
    /// <value>By extension, by default.</value>
    public DatasetFormat Format { get; init; }

    /// <summary>How characters are written.</summary>
    /// <value>Unicode by default.</value>
    public DatasetEncoding Encoding { get; init; }

    /// <summary>The names of the columns of a CSV or TSV file without a header line; null where its first line is the header.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>What separates the cells of a CSV file, such as <c>;</c>; null for the format's own.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether a cell may be quoted; where not, a quote is a character like any other and a cell ends at the separator or the line end.</summary>
    /// <value>True by default.</value>
    public bool Quotes { get; init; } = true;
}
