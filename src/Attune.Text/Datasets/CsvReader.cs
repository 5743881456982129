using System.Text;

namespace Attune.Text.Datasets;

/// <summary>
/// Rows of a CSV file (RFC 4180, with a header; line ends LF or CRLF, kept as written inside quotes).
/// Our own, since CsvHelper reports the character where a record ends, not where a cell starts or a quote went wrong,
/// and mends broken quoting by guessing.
/// </summary>
internal sealed class CsvReader
{
    private readonly string path;
    private readonly char separator;
    private readonly IEnumerator<Utf8Line> lines;
    private readonly StringBuilder built = new();
    private Utf8Line line;
    private int at;

    private CsvReader(string path, char separator, IEnumerator<Utf8Line> lines)
    {
        this.path = path;
        this.separator = separator;
        this.lines = lines;
    }

    public static IEnumerable<DatasetRow> Read(string path, char separator)
    {
        var lines = Utf8Lines.Read(path);
        return Enumerate(lines, path, separator);
    }

    private static IEnumerable<DatasetRow> Enumerate(IEnumerable<Utf8Line> source, string path, char separator)
    {
        using var lines = source.GetEnumerator();
        var reader = new CsvReader(path, separator, lines);
        if (reader.NextRecord() is not { } header)
            yield break;
        var names = reader.CheckHeader(header);
        while (reader.NextRecord() is { } cells)
        {
            // A blank line is a row of one empty cell where there is one column, and no row at all elsewhere.
            if (names.Length > 1 && cells is [{ IsNull: true }])
                continue;
            yield return reader.Row(names, cells);
        }
    }

    private string[] CheckHeader(List<DataValue> header)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in header)
        {
            if (cell.Text.Length == 0)
                throw DataErrors.At(cell, DataErrors.Header, "A column has no name.", "The first line must name every column.");
            if (!names.Add(cell.Text))
            {
                throw DataErrors.At(
                    cell, DataErrors.Header, $"Two columns are named {DataErrors.Show(cell.Text)}.", "Give each column its own name.");
            }
        }

        return [.. names];
    }

    private DatasetRow Row(string[] names, List<DataValue> cells)
    {
        if (cells.Count != names.Length)
        {
            var place = cells[Math.Min(cells.Count - 1, names.Length)];
            throw DataErrors.At(
                place, DataErrors.FieldCount, $"The row has {Fields(cells.Count)}, the header has {Fields(names.Length)}.",
                "Quote cells that contain the separator, or add the missing cells.");
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
        var cells = new List<DataValue>();
        do
        {
            cells.Add(at < line.Text.Length && line.Text[at] == '"' ? QuotedCell() : PlainCell());
        }
        while (at++ < line.Text.Length);
        return cells;
    }

    private DataValue PlainCell()
    {
        var start = at;
        var length = line.Text.AsSpan(at).IndexOfAny(separator, '"', '\r');
        at = length < 0 ? line.Text.Length : at + length;
        if (at < line.Text.Length && line.Text[at] != separator)
        {
            var what = line.Text[at] == '"' ? "A quote stands inside an unquoted cell." : "A carriage return stands outside quotes.";
            throw Broken(line.Number, at, what, "Put the whole cell in quotes and double the quotes in it.");
        }

        return DataValue.Cell(line.Text[start..at], false, path, line.Number, start + 1);
    }

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
                if (!NextLine())
                    throw Broken(startLine, startAt, "The quote that starts here is never closed.", "Add the closing quote.");
                continue;
            }

            built.Append(line.Text, at, length);
            at += length + 1;
            if (at == line.Text.Length || line.Text[at] == separator)
                return DataValue.Cell(built.ToString(), true, path, startLine, startAt + 1);
            if (line.Text[at] != '"')
                throw Broken(line.Number, at, "Text follows the closing quote.", "Double the quotes that belong to the text.");
            built.Append('"');
            at++;
        }
    }

    private bool NextLine()
    {
        at = 0;
        if (!lines.MoveNext())
            return false;
        line = lines.Current;
        return true;
    }

    private AttuneException Broken(int lineNumber, int position, string fact, string remedy) =>
        new(DataErrors.BrokenQuoting, fact, remedy, path, lineNumber, position + 1);

    private static string Fields(int count) => count == 1 ? "1 cell" : $"{count} cells";
}
