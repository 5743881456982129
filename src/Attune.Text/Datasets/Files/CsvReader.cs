using System.Buffers;

namespace Attune.Text.Datasets.Files;

/// <summary>
/// Rows of a CSV or TSV file (RFC 4180; line ends LF or CRLF, kept as written inside quotes), with a header or with
/// declared columns.
/// Our own, since CsvHelper reports the character where a record ends, not where a cell starts or a quote went wrong,
/// and mends broken quoting by guessing.
/// </summary>
internal sealed class CsvReader : IRowReader
{
    private readonly Stream stream;
    private readonly string path;
    private readonly Utf8Lines lines;
    private readonly char separator;
    private readonly bool hasQuotes;
    private readonly ArrayBufferWriter<char> built = new();
    private string[]? names;
    private readonly List<DataValue> cells = [];
    private char[] buffer = [];
    private int length;
    private string lineEnd = "";
    private int at;
    private long recordOffset;

    public CsvReader(Stream stream, string path, int bufferSize, DatasetFileOptions options, char separator)
    {
        this.stream = stream;
        this.path = path;
        lines = new Utf8Lines(new ByteWindow(stream, path, bufferSize), path);
        this.separator = options.Separator ?? separator;
        hasQuotes = options.Quotes;
        names = options.Columns is null ? null : [.. options.Columns];
    }

    public DatasetRow? Next() => Read(out _) is null ? null : Row();

    public RowPlace? Skip() => Read(out var place) is null ? null : place;

    public DatasetRow At(RowPlace place)
    {
        lines.Restart(place);
        NextRecord();
        return Row();
    }

    public void Dispose() => stream.Dispose();

    private List<DataValue>? Read(out RowPlace place)
    {
        place = default;
        if (names is null)
        {
            if (NextRecord() is not { } header)
                return null;
            names = CsvHeader.Names(header, separator);
        }

        while (NextRecord() is { } record)
        {
            // A blank line is a row of one empty cell where there is one column, and no row at all elsewhere.
            if (names.Length > 1 && record is [{ IsNull: true }])
                continue;
            place = new RowPlace(recordOffset, record[0].Line, 1);
            return record;
        }

        return null;
    }

    private DatasetRow Row()
    {
        if (cells.Count != names!.Length)
        {
            var place = cells[Math.Min(cells.Count - 1, names.Length)];
            throw DataErrors.At(
                place, DataErrors.FieldCount, $"The row has {Fields(cells.Count)}, the header has {Fields(names.Length)}.",
                hasQuotes ? "Quote cells that contain the separator, or add the missing cells." : "Remove the surplus separators, or add the missing cells.");
        }

        var properties = DataProperties.OfUnique(names, cells);
        return new DatasetRow(path, cells[0].Line, DataValue.Object(properties, path, cells[0].Line, 1));
    }

    private ReadOnlySpan<char> Line => buffer.AsSpan(0, length);

    /// <summary>The cells of the next record, which may span lines, until the next call; null at the end of the file.</summary>
    private List<DataValue>? NextRecord()
    {
        if (!NextLine())
            return null;
        recordOffset = lines.Offset;
        cells.Clear();
        do
        {
            cells.Add(hasQuotes && at < length && buffer[at] == '"' ? QuotedCell() : PlainCell());
        }
        while (at++ < length);
        return cells;
    }

    private DataValue PlainCell()
    {
        var start = at;
        var rest = Line[at..];
        var end = hasQuotes ? rest.IndexOfAny(separator, '"', '\r') : rest.IndexOfAny(separator, '\r');
        at = end < 0 ? length : at + end;
        if (at < length && buffer[at] != separator)
            throw BrokenPlainCell();
        return DataValue.Cell(Line[start..at].ToString(), false, path, lines.Number, start + 1);
    }

    private AttuneException BrokenPlainCell() => buffer[at] == '"'
        ? Broken(
            lines.Number, at, "A quote stands inside an unquoted cell.",
            "Put the whole cell in quotes and double the quotes in it; where the file never quotes cells, declare Quotes = false.")
        : Broken(lines.Number, at, "A carriage return stands outside quotes.", "End lines with LF or CRLF, and quote cells that hold several lines.");

    private DataValue QuotedCell()
    {
        var (startLine, startAt) = (lines.Number, at++);
        built.ResetWrittenCount();
        while (true)
        {
            var end = Line[at..].IndexOf('"');
            if (end < 0)
            {
                built.Write(Line[at..]);
                built.Write(lineEnd);
                if (built.WrittenCount > ByteWindow.MaxRowBytes || !NextLine())
                {
                    throw Broken(
                        startLine, startAt, "The quote that starts here is never closed.",
                        "Add the closing quote; where the file never quotes cells, declare Quotes = false.");
                }

                continue;
            }

            var piece = Line.Slice(at, end);
            at += end + 1;
            if (at == length || buffer[at] == separator)
                return DataValue.Cell(Whole(piece), true, path, startLine, startAt + 1);
            if (buffer[at] != '"')
            {
                throw Broken(
                    lines.Number, at, "Text follows the closing quote.",
                    "Double the quotes that belong to the text; where the file never quotes cells, declare Quotes = false.");
            }

            built.Write(Line.Slice(at - end - 1, end + 1));
            at++;
        }
    }

    /// <summary>The cell with its last piece, which most often is all of it.</summary>
    private string Whole(ReadOnlySpan<char> piece)
    {
        if (built.WrittenCount == 0)
            return piece.ToString();
        built.Write(piece);
        return built.WrittenSpan.ToString();
    }

    private bool NextLine()
    {
        at = 0;
        if (!lines.TryRead(out var bytes))
            return false;
        length = lines.Decode(bytes, ref buffer).Length;
        lineEnd = Utf8Lines.LineEnd(bytes);
        return true;
    }

    private AttuneException Broken(int lineNumber, int position, string fact, string remedy) =>
        new(DataErrors.BrokenQuoting, fact, remedy, path, lineNumber, position + 1);

    private static string Fields(int count) => count == 1 ? "1 cell" : $"{count} cells";
}
