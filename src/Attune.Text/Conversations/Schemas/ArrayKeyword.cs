using System.Globalization;

namespace Attune.Text.Conversations.Schemas;

/// <summary><c>items</c>, <c>minItems</c>, <c>maxItems</c> and <c>uniqueItems</c>.</summary>
internal sealed class ArrayKeyword : ISchemaKeyword
{
    public IReadOnlyList<string> Names { get; } = ["items", "minItems", "maxItems", "uniqueItems"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        if (SchemaValues.AsArray(value) is not { } items)
            return null;
        if (LengthKeyword.Outside(node, items.Count, "minItems", "maxItems") is { } limit)
            return node.Mismatch($"has {items.Count} items, {limit}");
        node.Schema.TryGetValue("items", out var schema);
        for (var i = 0; i < items.Count; i++)
        {
            if (node.CheckInner(schema, items[i], string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", node.Path, i)) is { } mismatch)
                return mismatch;
        }

        return node.Schema.TryGetValue("uniqueItems", out var unique) && unique is true && FindTwice(items) is { } twice
            ? node.Mismatch($"has {SchemaNode.Show(items[twice])} twice")
            : null;
    }

    private static int? FindTwice(IReadOnlyList<object?> items)
    {
        for (var i = 1; i < items.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (SchemaValues.AreEqual(items[i], items[j]))
                    return i;
            }
        }

        return null;
    }
}
