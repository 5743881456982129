namespace Attune;

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
