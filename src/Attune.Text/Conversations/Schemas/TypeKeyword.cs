namespace Attune.Text.Conversations.Schemas;

/// <summary><c>type</c>: one name, or a list of which one must fit.</summary>
internal sealed class TypeKeyword : ISchemaKeyword
{
    public IReadOnlyList<string> Names { get; } = ["type"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        IReadOnlyList<object?> wanted = node.Schema["type"] is string one ? [one] : SchemaValues.AsArray(node.Schema["type"]) ?? [];
        var found = SchemaValues.TypeOf(value);
        if (wanted.Count == 0 || wanted.Any(type => Fits(type as string, found)))
            return null;
        return node.Mismatch($"is {SchemaNode.Show(value)}, which is not of type {string.Join(" or ", wanted)}");
    }

    // 'float' and the like are not JSON Schema, but stand in many data sets; what is not known is not judged.
    private static bool Fits(string? wanted, string found) => wanted switch
    {
        "number" or "float" or "double" => found is "number" or "integer",
        "integer" or "int" => found == "integer",
        "object" or "dict" => found == "object",
        "array" or "list" => found == "array",
        "string" or "str" => found == "string",
        "boolean" or "bool" => found == "boolean",
        "null" => found == "null",
        _ => true,
    };
}
