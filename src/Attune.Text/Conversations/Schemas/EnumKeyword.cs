namespace Attune.Text.Conversations.Schemas;

/// <summary><c>enum</c> and <c>const</c>: the values that are allowed.</summary>
internal sealed class EnumKeyword : ISchemaKeyword
{
    public IReadOnlyList<string> Names { get; } = ["enum", "const"];

    public SchemaMismatch? Check(SchemaNode node, object? value)
    {
        if (node.Schema.TryGetValue("enum", out var list) && SchemaValues.AsArray(list) is { } allowed && !allowed.Any(one => SchemaValues.AreEqual(one, value)))
            return node.Mismatch($"is {SchemaNode.Show(value)}, which is none of {string.Join(", ", allowed.Select(SchemaNode.Show))}");
        if (node.Schema.TryGetValue("const", out var only) && !SchemaValues.AreEqual(only, value))
            return node.Mismatch($"is {SchemaNode.Show(value)}, where only {SchemaNode.Show(only)} is allowed");
        return null;
    }
}
