namespace Attune.Text.Datasets.Files;

/// <summary>
/// Rows of a JSON file: an array of objects, or objects one after the other, as many tools write under the name
/// <c>.json</c>. One row is in memory at a time.
/// </summary>
internal sealed class JsonReader(Stream stream, string path, int bufferSize) : IRowReader
{
    private readonly ByteWindow window = new(stream, path, bufferSize);
    private readonly NameTable names = new();
    private char[] buffer = [];
    private int line = 1;
    private int column = 1;
    private State state;
    private bool sequenceGoesOn;

    private enum State
    {
        AtStart,
        InArray,
        InSequence,
        AtEnd,
    }

    public DatasetRow? Next()
    {
        if (!MoveToRow())
            return null;
        var row = Row();
        MoveBehindRow(row);
        return row;
    }

    public RowPlace? Skip()
    {
        if (!MoveToRow())
            return null;
        var place = new RowPlace(window.Offset, line, column);
        Pass(NotEmptyValue());
        MoveBehindRow(null);
        return place;
    }

    public DatasetRow At(RowPlace place)
    {
        window.Restart(place.Offset);
        (line, column) = (place.Line, place.Column);
        return Row();
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Goes to the first character of the next row; false where there is none.</summary>
    private bool MoveToRow()
    {
        if (state != State.AtStart)
            return state != State.AtEnd;
        switch (Peek())
        {
            case -1:
                state = State.AtEnd;
                return false;
            case '[':
                state = State.InArray;
                PassOne();
                if (Peek() != ']')
                    return true;
                EndArray();
                return false;
            case '{':
                state = State.InSequence;
                return true;
            default:
                throw ErrorHere(DataErrors.NotRows, "The file is not an array.", "Put the rows into one array: [ {…}, {…} ].");
        }
    }

    /// <summary>Passes what stands between the row that was read and the next.</summary>
    private void MoveBehindRow(DatasetRow? row)
    {
        var isFirstOfSequence = state == State.InSequence && !sequenceGoesOn;
        var next = Peek();
        switch (state)
        {
            case State.InArray when next == ',':
                PassOne();
                if (Peek() is ']' or ',' or -1)
                    throw Expected("a value");
                return;
            case State.InArray when next == ']':
                EndArray();
                return;
            case State.InArray:
                throw Expected("',' or ']'");
            default:
                if (next < 0)
                    state = State.AtEnd;
                if (next < 0 && isFirstOfSequence)
                    throw OneObject(row);
                sequenceGoesOn = true;
                return;
        }
    }

    private void EndArray()
    {
        PassOne();
        if (Peek() >= 0)
            throw Expected("nothing more after the array");
        state = State.AtEnd;
    }

    private DatasetRow Row()
    {
        var value = NotEmptyValue();
        var (startLine, startColumn) = (line, column);
        var text = Utf8Text.Decode(value, ref buffer, path, startLine, startColumn);
        Pass(value);
        return DatasetReader.Row(new JsonTextParser(text, path, startLine, startColumn, names: names).ParseWhole());
    }

    private ReadOnlySpan<byte> NotEmptyValue()
    {
        var value = Value();
        return value.IsEmpty ? throw Expected("a value") : value;
    }

    private ReadOnlySpan<byte> Value()
    {
        var scan = default(JsonValueScan);
        var at = scan.Advance(window.Available, 0);
        while (!scan.IsDone && window.Fill(line))
            at = scan.Advance(window.Available, at);
        return window.Available[..(scan.IsDone ? at : window.Available.Length)];
    }

    /// <summary>The next character that is no blank, or -1 at the end; blanks before it are passed.</summary>
    private int Peek()
    {
        while (true)
        {
            var blanks = window.Available.IndexOfAnyExcept(" \t\r\n"u8);
            if (blanks != 0)
                Pass(window.Available[..(blanks < 0 ? window.Available.Length : blanks)]);
            if (blanks >= 0)
                return window.Available[0];
            if (!window.Fill(line))
                return -1;
        }
    }

    private void PassOne() => Pass(window.Available[..1]);

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        var lastLine = bytes.LastIndexOf((byte)'\n');
        if (lastLine >= 0)
        {
            line += bytes.Count((byte)'\n');
            column = 1;
        }

        column += Utf8Text.CountUnits(bytes[(lastLine + 1)..]);
        window.Advance(bytes.Length);
    }

    private AttuneException OneObject(DatasetRow? row)
    {
        var arrays = row is null ? [] : row.Value.Properties.Where(property => property.Value.Kind == DataKind.Array).Select(property => $"'{property.Name}'").ToList();
        var remedy = arrays.Count == 0
            ? "Write one row per line into a .jsonl file, or put the rows into one array: [ {…}, {…} ]."
            : $"Put the array that holds the rows ({string.Join(", ", arrays)}) into a file of its own.";
        return new AttuneException(DataErrors.NotRows, "The file is one object and no array of rows.", remedy, path, row?.Line ?? 1, row?.Value.Column ?? 1);
    }

    private AttuneException Expected(string wanted)
    {
        var found = Peek() < 0 ? "the end" : Utf8Text.ShowFirst(window.Available);
        return ErrorHere(DataErrors.MalformedJson, $"Expected {wanted}, found {found}.", "Correct the JSON.");
    }

    private AttuneException ErrorHere(string code, string fact, string remedy) => new(code, fact, remedy, path, line, column);
}
