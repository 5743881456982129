using System.Text;

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
    private readonly StringBuilder built = new();
    private string[]? names;
    private Utf8Line line;
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

    public DatasetRow? Next() => Read(out _) is { } cells ? Row(cells) : null;

    public RowPlace? Skip() => Read(out var place) is null ? null : place;

    public DatasetRow At(RowPlace place)
    {
        lines.Restart(place);
        return Row(NextRecord()!);
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

        while (NextRecord() is { } cells)
        {
            // A blank line is a row of one empty cell where there is one column, and no row at all elsewhere.
            if (names.Length > 1 && cells is [{ IsNull: true }])
                continue;
            place = new RowPlace(recordOffset, cells[0].Line, 1);
            return cells;
        }

        return null;
    }

    private DatasetRow Row(List<DataValue> cells)
    {
        if (cells.Count != names!.Length)
        {
            var place = cells[Math.Min(cells.Count - 1, names.Length)];
            throw DataErrors.At(
                place, DataErrors.FieldCount, $"The row has {Fields(cells.Count)}, the header has {Fields(names.Length)}.",
                hasQuotes ? "Quote cells that contain the separator, or add the missing cells." : "Remove the surplus separators, or add the missing cells.");
        }

        var properties = new DataProperties();
        for (var i = 0; i < names.Length; i++)
            properties.TryAdd(names[i], cells[i]);
        return new DatasetRow(path, cells[0].Line, DataValue.Object(properties, path, cells[0].Line, 1));
    }

    /// <summary>The cells of the next record, which may span lines; null at the end of the file.</summary>
    private List<DataValue>? NextRecord()
    {
        if (!NextLine())
            return null;
        recordOffset = lines.Offset;
        var cells = new List<DataValue>(names?.Length ?? 4);
        do
        {
            cells.Add(hasQuotes && at < line.Text.Length && line.Text[at] == '"' ? QuotedCell() : PlainCell());
        }
        while (at++ < line.Text.Length);
        return cells;
    }

    private DataValue PlainCell()
    {
        var start = at;
        var rest = line.Text.AsSpan(at);
        var length = hasQuotes ? rest.IndexOfAny(separator, '"', '\r') : rest.IndexOfAny(separator, '\r');
        at = length < 0 ? line.Text.Length : at + length;
        if (at < line.Text.Length && line.Text[at] != separator)
            throw BrokenPlainCell();
        return DataValue.Cell(line.Text[start..at], false, path, line.Number, start + 1);
    }

    private AttuneException BrokenPlainCell() => line.Text[at] == '"'
        ? Broken(
            line.Number, at, "A quote stands inside an unquoted cell.",
            "Put the whole cell in quotes and double the quotes in it; where the file never quotes cells, declare Quotes = false.")
        : Broken(line.Number, at, "A carriage return stands outside quotes.", "End lines with LF or CRLF, and quote cells that hold several lines.");

    private DataValue QuotedCell()
    {
        var (startLine, startAt) = (line.Number, at++);
        built.Clear();
        while (true)
        {
            var length = line.Text.AsSpan(at).IndexOf('"');
            if (length < 0)
            {
                built.Append(line.Text, at, line.Text.Length - at).Append(line.LineEnd);
                if (built.Length > ByteWindow.MaxRowBytes || !NextLine())
                {
                    throw Broken(
                        startLine, startAt, "The quote that starts here is never closed.",
                        "Add the closing quote; where the file never quotes cells, declare Quotes = false.");
                }

                continue;
            }

            built.Append(line.Text, at, length);
            at += length + 1;
            if (at == line.Text.Length || line.Text[at] == separator)
                return DataValue.Cell(built.ToString(), true, path, startLine, startAt + 1);
            if (line.Text[at] != '"')
            {
                throw Broken(
                    line.Number, at, "Text follows the closing quote.",
                    "Double the quotes that belong to the text; where the file never quotes cells, declare Quotes = false.");
            }

            built.Append('"');
            at++;
        }
    }

    private bool NextLine()
    {
        at = 0;
        return lines.TryReadText(out line);
    }

    private AttuneException Broken(int lineNumber, int position, string fact, string remedy) =>
        new(DataErrors.BrokenQuoting, fact, remedy, path, lineNumber, position + 1);

    private static string Fields(int count) => count == 1 ? "1 cell" : $"{count} cells";
}
