namespace Attune.Text.Conversations.Schemas;

/// <summary><c>$ref</c> into the same schema, as in <c>#/$defs/Point</c>. References to elsewhere are not followed.</summary>
internal sealed class ReferenceKeyword : ISchemaKeyword
{
    public IReadOnlyList<string> Names { get; } = ["$ref"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        if (node.Schema["$ref"] is not string reference || !reference.StartsWith("#", StringComparison.Ordinal))
            return null;
        object? at = node.Root;
        foreach (var step in reference.TrimStart('#').Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~");
            if (SchemaValues.AsObject(at) is not { } inner || !inner.TryGetValue(name, out at))
                return node.Mismatch($"has a schema that refers to {reference}, which is not there");
        }

        return node.CheckInner(at, value, node.Path);
    }
}
