using System.Globalization;

namespace Attune.Text.Datasets.Shapes;

/// <summary>The first rows of a dataset, asked what all of them have.</summary>
/// <param name="rows">The rows, at least one.</param>
public sealed class RowSample(IReadOnlyList<DatasetRow> rows)
{
    /// <summary>How many rows tell a shape.</summary>
    public const int Size = 16;

    /// <summary>The rows.</summary>
    public IReadOnlyList<DatasetRow> Rows { get; } = rows;

    /// <summary>The names of the first row's fields, in its order.</summary>
    public IReadOnlyList<string> Names => [.. Rows[0].Value.PropertiesUnasked!.Entries.Select(entry => entry.Name)];

    /// <summary>The match where every row has all of these fields, of these kinds; else null.</summary>
    /// <param name="fields">Names with what their values must be.</param>
    public ShapeMatch? Match(params (string Name, Func<DataValue, bool> Is)[] fields)
    {
        foreach (var row in Rows)
        {
            foreach (var (name, isKind) in fields)
            {
                if (row.Value[name] is not { } value || !Is(value, isKind))
                    return null;
            }
        }

        var names = fields.Select(field => field.Name).ToList();
        return new ShapeMatch(names, "it has " + string.Join(", ", names.Select(name => $"'{name}'")));
    }

    /// <summary>A cell that begins like JSON and is none is of no kind but text.</summary>
    private static bool Is(DataValue value, Func<DataValue, bool> isKind)
    {
        try
        {
            return isKind(value);
        }
        catch (AttuneException)
        {
            return false;
        }
    }

    /// <summary>Whether a value is a text.</summary>
    public static bool IsText(DataValue value) => value.Kind == DataKind.String;

    /// <summary>Whether a value is an array, or a cell that holds one as JSON.</summary>
    public static bool IsList(DataValue value) =>
        value.Kind == DataKind.Array || (value.IsCell && value.Text.AsSpan().TrimStart().StartsWith("["));

    /// <summary>Whether a value is a text or messages.</summary>
    public static bool IsTextOrMessages(DataValue value) => IsText(value) || IsMessages(value) || IsMessage(value);

    /// <summary>Whether a value is a list of messages.</summary>
    public static bool IsMessages(DataValue value) => IsList(value) && value.Items.Count > 0 && value.Items.All(IsMessage);

    /// <summary>Whether a value is a message.</summary>
    public static bool IsMessage(DataValue value) =>
        value.Kind == DataKind.Object && ((value["role"] is not null && (value["content"] ?? value["tool_calls"] ?? value["function_call"]) is not null) || (value["from"] is not null && value["value"] is not null));

    /// <summary>Whether a value is true or false.</summary>
    public static bool IsBoolean(DataValue value) => value.Kind == DataKind.Boolean || (value.IsCell && bool.TryParse(value.Text, out _));

    /// <summary>Whether a value is a number.</summary>
    public static bool IsNumber(DataValue value) =>
        value.Kind == DataKind.Number || (value.IsCell && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Whether a value is a text, a number, true or false.</summary>
    public static bool IsScalar(DataValue value) => !value.IsNull && value.Kind is DataKind.String or DataKind.Number or DataKind.Boolean;
}
