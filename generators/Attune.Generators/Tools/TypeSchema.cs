using Attune.Generators.Declarations;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tools;

/// <summary>The JSON Schema of types. A type that contains itself is a definition that the rest refers to.</summary>
internal sealed class TypeSchema(CancellationToken cancellation)
{
    private readonly HashSet<ITypeSymbol> open = new(SymbolEqualityComparer.Default);
    private readonly List<INamedTypeSymbol> recursive = [];

    /// <summary>What is being written, for <see cref="Problem"/>.</summary>
    public IParameterSymbol? At { get; set; }

    /// <summary>The first thing that has no form in JSON.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where that is.</summary>
    public IParameterSymbol? ProblemParameter { get; private set; }

    public void Fail(string fact)
    {
        if (Problem is not null)
            return;
        Problem = $"the parameter '{At?.Name}' {fact}";
        ProblemParameter = At;
    }

    public void Write(JsonWriter writer, ITypeSymbol type, string? description)
    {
        cancellation.ThrowIfCancellationRequested();
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        writer.Object(schema =>
        {
            WriteType(schema, type);
            if (isNullable)
                schema.Property("nullable", true);
            if (description is not null)
                schema.Property("description", description);
        });
    }

    /// <summary>The types that contain themselves.</summary>
    public void WriteDefinitions(JsonWriter schema)
    {
        if (recursive.Count == 0)
            return;
        schema.Property("$defs", definitions => definitions.Object(each =>
        {
            // Writing one may find another.
            for (var i = 0; i < recursive.Count; i++)
            {
                var type = recursive[i];
                open.Add(type);
                each.Property(type.Name, definition => definition.Object(inner => WriteObject(inner, type)));
                open.Remove(type);
            }
        }));
    }

    private void WriteType(JsonWriter schema, ITypeSymbol type)
    {
        if (ValueTypes.ElementOf(type) is var (kind, element))
        {
            schema.Property("type", kind == ValueKind.Dictionary ? "object" : "array");
            schema.Property(kind == ValueKind.Dictionary ? "additionalProperties" : "items", item => Write(item, element, null));
        }
        else if (type.TypeKind == TypeKind.Enum)
        {
            WriteEnum(schema, (INamedTypeSymbol)type);
        }
        else if (ScalarName(type) is { } name)
        {
            schema.Property("type", name);
            if (Format(type) is { } format)
                schema.Property("format", format);
        }
        else if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named && FieldFinder.Construction(named) is not null)
        {
            WriteOrRefer(schema, named);
        }
        else
        {
            Fail($"is of type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which has no form in JSON");
        }
    }

    private void WriteOrRefer(JsonWriter schema, INamedTypeSymbol type)
    {
        if (open.Add(type))
        {
            WriteObject(schema, type);
            open.Remove(type);
            return;
        }

        if (!recursive.Contains(type, SymbolEqualityComparer.Default))
            recursive.Add(type);
        schema.Property("$ref", "#/$defs/" + type.Name);
    }

    private void WriteObject(JsonWriter schema, INamedTypeSymbol type)
    {
        var fields = FieldFinder.Fields(type, FieldFinder.Construction(type)!, cancellation).ToList();
        var documentation = Documentation.Of(type, cancellation);
        schema.Property("type", "object");
        schema.Property("properties", properties => properties.Object(each =>
        {
            foreach (var field in fields)
                each.Property(field.JsonName, value => Write(value, field.Property.Type, documentation.Field(field, cancellation)));
        }));
        var required = fields.Where(IsRequired).Select(field => field.JsonName).ToList();
        if (required.Count > 0)
            schema.Property("required", list => list.Array(required));
    }

    private static bool IsRequired(FoundField field) =>
        field.Property.IsRequired
        || (field.Parameter is { } parameter ? !parameter.HasExplicitDefaultValue : !field.HasInitializer && !field.Property.Type.IsValueType
            && field.Property.Type.NullableAnnotation == NullableAnnotation.NotAnnotated);

    private static void WriteEnum(JsonWriter schema, INamedTypeSymbol type)
    {
        schema.Property("type", "string");
        schema.Property("enum", list => list.Array(
            [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
                .Select(field => field.Find(KnownNames.JsonEnumName)?.FirstString() ?? field.Name)]));
    }

    private static string? ScalarName(ITypeSymbol type) => ValueTypes.ScalarKind(type) switch
    {
        ValueKind.Unsupported => null,
        ValueKind.Boolean => "boolean",
        ValueKind.Int32 or ValueKind.Int64 or ValueKind.OtherInteger => "integer",
        ValueKind.Double or ValueKind.Single or ValueKind.Decimal => "number",
        _ => "string",
    };

    private static string? Format(ITypeSymbol type) => type.Name switch
    {
        "DateTime" or "DateTimeOffset" => "date-time",
        "DateOnly" => "date",
        "TimeOnly" => "time",
        "Guid" => "uuid",
        _ => null,
    };
}
