using Attune.Generators.Emission;

namespace Attune.Generators.Shapes;

/// <summary>Writes the methods that turn records into template variables: strings, numbers, booleans, lists, dictionaries and null.</summary>
internal static class VariablesEmitter
{
    public const string DictionaryType = "global::System.Collections.Generic.Dictionary<string, object?>";
    private const string Variables = "global::Attune.Definitions.RowVariables";

    public static void Write(CodeWriter writer, IEnumerable<ObjectModel> objects)
    {
        foreach (var model in objects)
            WriteMethod(writer, Method(model.TypeName), model.TypeName, model.Fields);
    }

    /// <summary>Of these objects, those that variables of the fields reach.</summary>
    public static IEnumerable<ObjectModel> Reached(IEnumerable<FieldModel> fields, ShapeModel shape)
    {
        var byName = shape.Objects.ToDictionary(static model => model.TypeName, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FieldModel>(fields);
        while (open.Count > 0)
        {
            var value = open.Pop().Value;
            while (value.Element is { } element)
                value = element;
            if (value.Kind != ValueKind.Object || !reached.Add(value.TypeName) || !byName.TryGetValue(value.TypeName, out var model))
                continue;
            foreach (var field in model.Fields)
                open.Push(field);
        }

        return shape.Objects.Where(model => reached.Contains(model.TypeName));
    }

    /// <summary>Writes a method from a row to a dictionary of these fields.</summary>
    public static void WriteMethod(CodeWriter writer, string name, string typeName, IEnumerable<FieldModel> fields)
    {
        var head = $"private static {DictionaryType} {name}({typeName} value) => new(global::System.StringComparer.Ordinal)";
        using (writer.Open(head, ";"))
        {
            foreach (var (field, index) in fields.Select((field, index) => (field, index)))
                writer.Line($"[{Literal.Of(field.JsonName)}] = {Expression(field.Value, "value." + TypeNames.Identifier(field.Name), index)},");
        }

        writer.Line();
    }

    /// <summary>The value as a template variable.</summary>
    public static string Expression(ValueModel value, string source, int depth = 0)
    {
        if (!value.IsNullable || value.Kind is ValueKind.String)
            return OfPresent(value, source, depth);
        var present = "present" + depth;
        return $"{source} is {{ }} {present} ? {OfPresent(value, present, depth)} : null";
    }

    private static string Method(string typeName) => "Variables_" + TypeNames.Flat(typeName);

    private static string OfPresent(ValueModel value, string source, int depth) => value.Kind switch
    {
        ValueKind.String => source,
        ValueKind.Boolean => $"(object){source}",
        ValueKind.Int32 or ValueKind.Int64 => $"(object)(long){source}",
        ValueKind.OtherInteger => $"(object)checked((long){source})",
        ValueKind.Double or ValueKind.Single or ValueKind.Decimal => $"(object)(double){source}",
        ValueKind.Enum => WriterEmitter.EnumName(value.TypeName, source),
        ValueKind.Object => $"{Method(value.TypeName)}({source})",
        ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.OtherText => $"global::Attune.Definitions.RowWriting.Text({source})",
        ValueKind.Array or ValueKind.List or ValueKind.ImmutableArray => Items("List", value, source, depth),
        ValueKind.Dictionary => Items("Dictionary", value, source, depth),
        _ => "null",
    };

    private static string Items(string method, ValueModel value, string source, int depth)
    {
        var item = "item" + depth;
        var function = value.Element is { Kind: ValueKind.Object, IsNullable: false } ? Method(value.Element.TypeName) : $"static {item} => {Expression(value.Element!, item, depth + 1)}";
        return $"{Variables}.{method}<{value.Element!.FullType}>({source}, {function})";
    }
}
