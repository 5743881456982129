namespace Attune.Text.Datasets;

/// <summary>
/// A value of a data file that knows its place. Conversions (<c>As…</c>) throw an <see cref="AttuneException"/> at that
/// place, so a reader needs no checks of its own. A CSV cell is a <see cref="DataKind.String"/> whose text the
/// conversions parse; asked for properties or items, its text is read as JSON.
/// </summary>
public sealed partial class DataValue
{
    private readonly object? payload;
    private readonly CellKind cell;
    private DataValue? parsedCell;

    private DataValue(DataKind kind, object? payload, string file, int line, int column, CellKind cell)
    {
        Kind = kind;
        this.payload = payload;
        File = file;
        Line = line;
        Column = column;
        this.cell = cell;
    }

    private enum CellKind : byte
    {
        None,
        Plain,
        Quoted,
    }

    /// <summary>What the value is.</summary>
    public DataKind Kind { get; }

    /// <summary>The file the value is in, as it was named to the reader; empty for a text that has none.</summary>
    public string File { get; }

    /// <summary>The line the value starts on, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The UTF-16 character of that line the value starts at, counted from 1.</summary>
    public int Column { get; }

    /// <summary>Whether the value is JSON's <c>null</c>, or a CSV cell with nothing in it, not even quotes.</summary>
    public bool IsNull => Kind == DataKind.Null || (cell == CellKind.Plain && Text.Length == 0);

    /// <summary>The elements of the array.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not an array.</exception>
    public IReadOnlyList<DataValue> Items =>
        Structure().payload as DataValue[] ?? throw WrongKind("an array");

    /// <summary>The properties of the object, in the order of the file; the cells of a CSV row by column name.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not an object.</exception>
    public IReadOnlyList<(string Name, DataValue Value)> Properties => Object().AskAll();

    /// <summary>The text of a string, a number or a cell, as written; only for those kinds.</summary>
    internal string Text => (string)payload!;

    /// <summary>The properties of an object without asking for them; null for other kinds.</summary>
    internal DataProperties? PropertiesUnasked => payload as DataProperties;

    internal bool IsCell => cell != CellKind.None;

    /// <summary>The property of that name (case matters), or null where the object has none.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not an object.</exception>
    public DataValue? this[string name] => Object().Ask(name);

    /// <summary>The property of that name.</summary>
    /// <exception cref="AttuneException">ATT3010: there is none. ATT3011: the value is not an object.</exception>
    public DataValue Required(string name)
    {
        var properties = Object();
        if (properties.Ask(name) is { } value)
            return value;
        var names = properties.Entries.Count == 0
            ? "It has no properties"
            : "It has " + string.Join(", ", properties.Entries.Take(12).Select(entry => $"'{entry.Name}'")) +
              (properties.Entries.Count > 12 ? ", …" : "");
        throw DataErrors.At(this, DataErrors.MissingProperty, $"The property '{name}' is missing.", names + ".");
    }

    /// <summary>The property of that name, or null where the object has none or it is null.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not an object.</exception>
    public DataValue? Optional(string name) => Object().Ask(name) is { IsNull: false } value ? value : null;

    internal static DataValue Scalar(DataKind kind, object? payload, string file, int line, int column) =>
        new(kind, payload, file, line, column, CellKind.None);

    internal static DataValue Array(DataValue[] items, string file, int line, int column) =>
        new(DataKind.Array, items, file, line, column, CellKind.None);

    internal static DataValue Object(DataProperties properties, string file, int line, int column) =>
        new(DataKind.Object, properties, file, line, column, CellKind.None);

    internal static DataValue Cell(string text, bool quoted, string file, int line, int column) =>
        new(DataKind.String, text, file, line, column, quoted ? CellKind.Quoted : CellKind.Plain);

    /// <summary>A CSV cell as what its text is as JSON; any other value as it is.</summary>
    internal DataValue AsStructure() => Structure();

    private DataProperties Object() => Structure().payload as DataProperties ?? throw WrongKind("an object");

    /// <summary>The value itself; for a CSV cell, what its text is as JSON.</summary>
    private DataValue Structure()
    {
        if (cell == CellKind.None)
            return this;
        var quoted = cell == CellKind.Quoted;
        return parsedCell ??= new JsonTextParser(Text, File, Line, quoted ? Column + 1 : Column, quoted).ParseWhole();
    }
}
