using System.Globalization;

namespace Attune.Text.Conversations.Schemas;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c> and <c>multipleOf</c>.</summary>
internal sealed class RangeKeyword : ISchemaKeyword
{
    private static readonly (string Name, Func<double, double, bool> Holds, string Words)[] s_limits =
    [
        ("minimum", (value, limit) => value >= limit, "less than"),
        ("maximum", (value, limit) => value <= limit, "more than"),
        ("exclusiveMinimum", (value, limit) => value > limit, "not more than"),
        ("exclusiveMaximum", (value, limit) => value < limit, "not less than"),
        ("multipleOf", (value, limit) => limit == 0 || Math.Abs(value / limit - Math.Round(value / limit)) < 1e-9, "not a multiple of"),
    ];

    public IReadOnlyList<string> Names { get; } = [.. s_limits.Select(limit => limit.Name)];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        if (SchemaValues.AsNumber(value) is not { } number)
            return null;
        foreach (var (name, holds, words) in s_limits)
        {
            if (node.Schema.TryGetValue(name, out var given) && SchemaValues.AsNumber(given) is { } limit && !holds(number, limit))
                return node.Mismatch(string.Format(CultureInfo.InvariantCulture, "is {0}, {1} {2}", SchemaNode.Show(value), words, limit));
        }

        return null;
    }
}
