namespace Attune.Text.Conversations.Schemas;

/// <summary>
/// <c>properties</c>, <c>required</c> and <c>additionalProperties</c>. JSON Schema allows what it does not list; here that
/// is a mistake unless the schema says otherwise, because a call with an argument that its tool does not have is one.
/// </summary>
internal sealed class ObjectKeyword : ISchemaKeyword
{
    // With these, properties may be listed elsewhere.
    private static readonly string[] s_elsewhere = ["allOf", "anyOf", "oneOf", "$ref", "patternProperties", "unevaluatedProperties"];

    public IReadOnlyList<string> Names { get; } = ["properties", "required", "additionalProperties"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        if (SchemaValues.AsObject(value) is not { } found)
            return null;
        var properties = node.Schema.TryGetValue("properties", out var listed) ? SchemaValues.AsObject(listed) : null;
        return Missing(node, found) ?? (properties is null ? null : Listed(node, properties, found)) ?? Others(node, properties, found);
    }

    private static SchemaMismatch? Missing(SchemaNode node, IReadOnlyDictionary<string, object?> found)
    {
        if (!node.Schema.TryGetValue("required", out var required) || SchemaValues.AsArray(required) is not { } names)
            return null;
        var missing = names.OfType<string>().FirstOrDefault(name => !found.ContainsKey(name));
        return missing is null ? null : new SchemaMismatch(node.Inside(missing), "is missing");
    }

    private static SchemaMismatch? Listed(SchemaNode node, IReadOnlyDictionary<string, object?> properties, IReadOnlyDictionary<string, object?> found)
    {
        foreach (var property in properties)
        {
            if (found.TryGetValue(property.Key, out var value) && node.CheckInner(property.Value, value, node.Inside(property.Key)) is { } mismatch)
                return mismatch;
        }

        return null;
    }

    private static SchemaMismatch? Others(SchemaNode node, IReadOnlyDictionary<string, object?>? properties, IReadOnlyDictionary<string, object?> found)
    {
        var isGiven = node.Schema.TryGetValue("additionalProperties", out var others);
        if (!isGiven && (properties is null || s_elsewhere.Any(node.Schema.ContainsKey)))
            return null;
        foreach (var pair in found)
        {
            if (properties?.ContainsKey(pair.Key) == true)
                continue;
            if (!isGiven || others is false)
            {
                return new SchemaMismatch(
                    node.Inside(pair.Key), pair.Value is null ? "is not one of its arguments (null: filled in by a table format?)" : "is not one of its arguments");
            }

            if (node.CheckInner(others, pair.Value, node.Inside(pair.Key)) is { } mismatch)
                return mismatch;
        }

        return null;
    }
}
