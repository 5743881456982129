namespace Attune.Text.Datasets;

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
