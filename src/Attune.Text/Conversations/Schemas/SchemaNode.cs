using Attune.Text.Templates.Formatting;

namespace Attune.Text.Conversations.Schemas;

/// <summary>A schema at one place of a value, and the whole that its references look into.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Root">The schema that holds the definitions.</param>
/// <param name="Path">The place in the value.</param>
/// <param name="Depth">How many schemas lie around this one.</param>
/// <param name="Steps">Counts the schemas that were looked at, for all nodes of one check.</param>
internal sealed record SchemaNode(
    IReadOnlyDictionary<string, object?> Schema, IReadOnlyDictionary<string, object?> Root, string Path, int Depth, int[] Steps)
{
    // A schema may refer to itself without going deeper into the value, and in several branches.
    private const int MaxDepth = 100, MaxSteps = 100_000;

    private static readonly ISchemaKeyword[] s_keywords =
    [
        new TypeKeyword(), new EnumKeyword(), new ObjectKeyword(), new ArrayKeyword(), new LengthKeyword(), new RangeKeyword(),
        new CombinationKeyword(), new ReferenceKeyword(),
    ];

    /// <summary>Null where the value is as the schema demands.</summary>
    public static SchemaMismatch? Check(IReadOnlyDictionary<string, object?> schema, object? value) =>
        new SchemaNode(schema, schema, "", 0, [0]).Check(value);

    private SchemaMismatch? Check(object? value)
    {
        if (Depth > MaxDepth || ++Steps[0] > MaxSteps)
            return Mismatch("has a schema that refers to itself without end");
        if (value is null && Schema.TryGetValue("nullable", out var nullable) && nullable is true)
            return null;
        foreach (var keyword in s_keywords)
        {
            if (keyword.Names.Any(Schema.ContainsKey) && keyword.Check(this, value) is { } mismatch)
                return mismatch;
        }

        return null;
    }

    /// <summary>Checks a value by a schema inside of this one; a schema of true or what is none allows everything.</summary>
    public SchemaMismatch? CheckInner(object? schema, object? value, string path) => schema switch
    {
        false => new SchemaMismatch(path, "is not allowed"),
        IReadOnlyDictionary<string, object?> inner => (this with { Schema = inner, Path = path, Depth = Depth + 1 }).Check(value),
        _ => null,
    };

    public SchemaMismatch Mismatch(string fact) => new(Path, fact);

    public string Inside(string property) => Path.Length == 0 ? property : Path + "." + property;

    /// <summary>A value as a message shows it.</summary>
    public static string Show(object? value)
    {
        const int longest = 60;
        var json = JsonText.Write(value);
        return json.Length <= longest ? json : json.Substring(0, longest) + "…";
    }
}
