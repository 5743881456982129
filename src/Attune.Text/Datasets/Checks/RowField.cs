namespace Attune.Text.Datasets.Checks;

/// <summary>What a field of a row is for.</summary>
public enum FieldRole
{
    /// <summary>The model is asked it.</summary>
    Input,

    /// <summary>The model is to write it.</summary>
    Answer,

    /// <summary>No prompt prints it.</summary>
    Unused,
}

/// <summary>One text of a row, as it stands in the file.</summary>
/// <param name="Name">Its name there, such as <c>text</c> or <c>query.filters[0].value</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Column">The column it starts at, from 1.</param>
/// <param name="Role">What it is for.</param>
public sealed record RowField(string Name, string Text, int Line, int Column, FieldRole Role)
{
    /// <summary>The name of the column it belongs to: places in lists left out, <c>query.filters[].value</c>.</summary>
    public string ColumnName { get; } = WithoutPlaces(Name);

    /// <summary>The texts and numbers of a row, at any depth, in the order of the file.</summary>
    /// <param name="row">The row.</param>
    /// <param name="roleOf">The role of a field by the name of the property of the row that it is in, and its text.</param>
    public static IReadOnlyList<RowField> Of(DatasetRow row, Func<string, string, FieldRole> roleOf)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(roleOf);
        var fields = new List<RowField>();
        foreach (var (name, value) in row.Value.PropertiesUnasked?.Entries ?? [])
            Add(fields, name, name, value, roleOf);
        return fields;
    }

    private static void Add(List<RowField> fields, string root, string name, DataValue value, Func<string, string, FieldRole> roleOf)
    {
        if (value.Kind is DataKind.String or DataKind.Number)
        {
            fields.Add(new RowField(name, value.Text, value.Line, value.Column, roleOf(root, value.Text)));
        }
        else if (value.Kind == DataKind.Array)
        {
            for (var i = 0; i < value.Items.Count; i++)
                Add(fields, root, $"{name}[{i}]", value.Items[i], roleOf);
        }
        else
        {
            foreach (var (key, inner) in value.PropertiesUnasked?.Entries ?? [])
                Add(fields, root, $"{name}.{key}", inner, roleOf);
        }
    }

    private static string WithoutPlaces(string name)
    {
        if (!name.Contains('['))
            return name;
        var column = new System.Text.StringBuilder(name.Length);
        var inside = false;
        foreach (var c in name)
        {
            inside &= c != ']';
            if (!inside)
                column.Append(c);
            inside |= c == '[';
        }

        return column.ToString();
    }
}
