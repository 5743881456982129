using Attune.Generators.Emission;

namespace Attune.Generators.Shapes;

/// <summary>
/// Writes the methods that turn records into JSON, fields in declared order. They stand in the namespace of
/// <see cref="Datasets.DatasetEmitter"/>, which has usings.
/// </summary>
internal static class WriterEmitter
{
    private const string JsonWriter = "Utf8JsonWriter";
    private const string Writing = "RowWriting";

    public static void Write(CodeWriter writer, ShapeModel shape)
    {
        foreach (var model in shape.Objects)
            WriteObject(writer, model);
        foreach (var model in shape.Enums)
            WriteEnumNames(writer, model);
    }

    /// <summary>A statement that writes <paramref name="source"/>, which may be null where the model says so.</summary>
    public static string Statement(ValueModel value, string json, string source, int depth)
    {
        var present = "present" + depth;
        return value.IsNullable
            ? $"if ({source} is {{ }} {present}) {{ {Call(value, json, present, depth)}; }} else {{ {json}.WriteNullValue(); }}"
            : Call(value, json, source, depth) + ";";
    }

    /// <summary>An action of a JSON writer and the value.</summary>
    public static string Function(ValueModel value, int depth = 0)
    {
        if (value is { Kind: ValueKind.Object, IsNullable: false })
            return Method(value.TypeName);
        var (json, item) = ("json" + depth, "item" + depth);
        return value.IsNullable
            ? $"static ({json}, {item}) => {{ {Statement(value, json, item, depth + 1)} }}"
            : $"static ({json}, {item}) => {Call(value, json, item, depth + 1)}";
    }

    /// <summary>The name of an enum's value as a string expression.</summary>
    public static string EnumName(string typeName, string source) => $"Name_{TypeNames.Flat(typeName)}({source})";

    /// <summary>Writes the method behind <see cref="EnumName"/>.</summary>
    public static void WriteEnumNames(CodeWriter writer, EnumModel model)
    {
        var head = $"private static string Name_{TypeNames.Flat(model.TypeName)}({model.TypeName} value) => value";
        if (model.IsNamedAsDeclared)
        {
            writer.Line(head + ".ToString();");
            writer.Line();
            return;
        }

        using (writer.Open(head + " switch", ";"))
        {
            foreach (var member in model.Members)
                writer.Line($"{model.TypeName}.{member.Name} => {Literal.Of(member.JsonName)},");
            writer.Line("_ => value.ToString(),");
        }

        writer.Line();
    }

    private static string Method(string typeName) => "Write_" + TypeNames.Flat(typeName);

    private static string Call(ValueModel value, string json, string source, int depth) => value.Kind switch
    {
        ValueKind.Boolean => $"{json}.WriteBooleanValue({source})",
        ValueKind.Int32 or ValueKind.Int64 or ValueKind.OtherInteger or ValueKind.Double or ValueKind.Single or ValueKind.Decimal =>
            $"{json}.WriteNumberValue({source})",
        ValueKind.String or ValueKind.DateTime or ValueKind.DateTimeOffset => $"{json}.WriteStringValue({source})",
        ValueKind.OtherText => $"{json}.WriteStringValue({Writing}.Text({source}))",
        ValueKind.Enum => $"{json}.WriteStringValue({EnumName(value.TypeName, source)})",
        ValueKind.Object => $"{Method(value.TypeName)}({json}, {source})",
        ValueKind.Array or ValueKind.List or ValueKind.ImmutableArray =>
            $"{Writing}.List<{value.Element!.FullType}>({json}, {source}, {Function(value.Element, depth)})",
        ValueKind.Dictionary => $"{Writing}.Dictionary<{value.Element!.FullType}>({json}, {source}, {Function(value.Element, depth)})",
        _ => $"{json}.WriteNullValue()",
    };

    /// <summary>A call that writes a field with its name; null where it takes more. A string that is null is written as null.</summary>
    private static string? Member(ValueModel value, string name, string source) => (value.Kind, value.IsNullable) switch
    {
        (ValueKind.String, _) or (ValueKind.DateTime or ValueKind.DateTimeOffset, false) => $"writer.WriteString({name}, {source})",
        (ValueKind.Enum, false) => $"writer.WriteString({name}, {EnumName(value.TypeName, source)})",
        (ValueKind.Boolean, false) => $"writer.WriteBoolean({name}, {source})",
        (ValueKind.Int32 or ValueKind.Int64 or ValueKind.OtherInteger or ValueKind.Double or ValueKind.Single or ValueKind.Decimal, false) =>
            $"writer.WriteNumber({name}, {source})",
        _ => null,
    };

    private static void WriteObject(CodeWriter writer, ObjectModel model)
    {
        using (writer.Open($"private static void {Method(model.TypeName)}({JsonWriter} writer, {model.TypeName} value)"))
        {
            writer.Line("writer.WriteStartObject();");
            for (var i = 0; i < model.Fields.Count; i++)
            {
                var field = model.Fields[i];
                var (name, source) = (Literal.Of(field.JsonName), "value." + TypeNames.Identifier(field.Name));
                if (Member(field.Value, name, source) is { } member)
                {
                    writer.Line(member + ";");
                    continue;
                }

                writer.Line($"writer.WritePropertyName({name});");
                writer.Line(Statement(field.Value, "writer", source, i));
            }

            writer.Line("writer.WriteEndObject();");
        }

        writer.Line();
    }
}
