namespace Attune.Text.Conversations.Schemas;

/// <summary><c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> and <c>not</c>.</summary>
internal sealed class CombinationKeyword : ISchemaKeyword
{
    public IReadOnlyList<string> Names { get; } = ["allOf", "anyOf", "oneOf", "not"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        foreach (var inner in Schemas(node, "allOf"))
        {
            if (node.CheckInner(inner, value, node.Path) is { } mismatch)
                return mismatch;
        }

        var any = Schemas(node, "anyOf");
        if (any.Count > 0 && !any.Any(inner => node.CheckInner(inner, value, node.Path) is null))
            return any.Count == 1 ? node.CheckInner(any[0], value, node.Path) : node.Mismatch($"is {SchemaNode.Show(value)}, which none of the schemas of its anyOf allows");
        var one = Schemas(node, "oneOf");
        var fitting = one.Count(inner => node.CheckInner(inner, value, node.Path) is null);
        if (one.Count > 0 && fitting != 1)
            return node.Mismatch($"is {SchemaNode.Show(value)}, which {(fitting == 0 ? "none" : "more than one")} of the schemas of its oneOf allows");
        return node.Schema.TryGetValue("not", out var never) && never is IReadOnlyDictionary<string, object?> && node.CheckInner(never, value, node.Path) is null
            ? node.Mismatch($"is {SchemaNode.Show(value)}, which its schema rules out")
            : null;
    }

    private static IReadOnlyList<object?> Schemas(SchemaNode node, string name) =>
        node.Schema.TryGetValue(name, out var list) ? SchemaValues.AsArray(list) ?? [] : [];
}
