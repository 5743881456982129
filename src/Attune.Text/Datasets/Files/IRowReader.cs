namespace Attune.Text.Datasets.Files;

/// <summary>Where a row begins in a file.</summary>
/// <param name="Offset">Its first byte, counted from the first after a byte order mark.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal readonly record struct RowPlace(long Offset, int Line, int Column);

/// <summary>Reads the rows of one file, forwards, one at a time.</summary>
internal interface IRowReader : IDisposable
{
    /// <summary>The next row, or null at the end.</summary>
    DatasetRow? Next();

    /// <summary>Passes the next row without building it and says where it is, or null at the end.</summary>
    RowPlace? Skip();

    /// <summary>The row at a place that <see cref="Skip"/> gave; only where the stream can seek.</summary>
    DatasetRow At(RowPlace place);
}
