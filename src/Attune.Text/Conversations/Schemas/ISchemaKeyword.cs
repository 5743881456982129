namespace Attune.Text.Conversations.Schemas;

/// <summary>A keyword of JSON Schema: what it demands of a value.</summary>
internal interface ISchemaKeyword
{
    /// <summary>Its names.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Null where the value is as the keyword demands, else what is wrong.</summary>
    SchemaMismatch? Check(SchemaNode node, object? value);
}

/// <summary>A value that is not as its schema demands.</summary>
/// <param name="Path">The place in the arguments, such as <c>notes[2]</c>; empty for the whole.</param>
/// <param name="Fact">What is wrong there, as the end of a sentence that starts with the place.</param>
internal sealed record SchemaMismatch(string Path, string Fact);
