using Attune.Generators.Emission;

namespace Attune.Generators.Shapes;

/// <summary>
/// Writes the methods that make records from <c>DataValue</c>s; every error is thrown by the value at its own place. They
/// stand in the namespace of <see cref="Datasets.DatasetEmitter"/>, which has usings.
/// </summary>
internal static class ReaderEmitter
{
    private const string DataValue = "DataValue";
    private const string Reading = "RowReading";

    public static void Write(CodeWriter writer, ShapeModel shape)
    {
        foreach (var model in shape.Objects)
            WriteObject(writer, model);
        foreach (var model in shape.Enums)
            WriteEnum(writer, model);
    }

    /// <summary>An expression that makes the value, which is not null, from <paramref name="source"/>.</summary>
    public static string Expression(ValueModel value, string source, int depth = 0) => value.Kind switch
    {
        ValueKind.String => source + ".AsString()",
        ValueKind.Boolean => source + ".AsBoolean()",
        ValueKind.Int32 => source + ".AsInt32()",
        ValueKind.Int64 => source + ".AsInt64()",
        ValueKind.Double => source + ".AsDouble()",
        ValueKind.Single => $"(float){source}.AsDouble()",
        ValueKind.Decimal => source + ".AsDecimal()",
        ValueKind.OtherInteger => $"{Reading}.Integer<{value.TypeName}>({source})",
        ValueKind.DateTime => $"{Reading}.DateTime({source})",
        ValueKind.DateTimeOffset => $"{Reading}.DateTimeOffset({source})",
        ValueKind.OtherText => $"{Reading}.Parsed<{value.TypeName}>({source})",
        ValueKind.Enum or ValueKind.Object => $"{Method(value.TypeName)}({source})",
        ValueKind.Array => Items("Array", value, source, depth),
        ValueKind.List => Items("List", value, source, depth),
        ValueKind.ImmutableArray => Items("ImmutableArray", value, source, depth),
        ValueKind.Dictionary => Items("Dictionary", value, source, depth),
        _ => "default!",
    };

    /// <summary>A function from a <c>DataValue</c> to the value.</summary>
    public static string Function(ValueModel value, int depth = 0)
    {
        if (value is { Kind: ValueKind.Enum or ValueKind.Object, IsNullable: false })
            return Method(value.TypeName);
        var item = "item" + depth;
        var expression = Expression(value, item, depth + 1);
        return value.IsNullable ? $"static {item} => {item}.IsNull ? null : {expression}" : $"static {item} => {expression}";
    }

    private static string Method(string typeName) => "Read_" + TypeNames.Flat(typeName);

    private static string Items(string method, ValueModel value, string source, int depth) =>
        $"{Reading}.{method}<{value.Element!.FullType}>({source}, {Function(value.Element, depth)})";

    private static void WriteObject(CodeWriter writer, ObjectModel model)
    {
        using (writer.Open($"private static {model.TypeName} {Method(model.TypeName)}({DataValue} value)"))
        {
            var names = string.Join(", ", model.Fields.Select(field => Literal.Of(field.JsonName)));
            writer.Line($"{Reading}.OnlyKnown(value, {Literal.Of(model.Name)}, [{names}]);");
            for (var i = 0; i < model.Fields.Count; i++)
            {
                if (model.Fields[i].Missing != WhenMissing.Initializer)
                    WriteField(writer, model.Fields[i], i, model.Fields[i].Default);
            }

            var withDefaults = model.Fields.Any(field => field.Missing == WhenMissing.Initializer);
            if (withDefaults)
            {
                writer.Line($"var initial = {Creation(model, field => field.Missing != WhenMissing.Initializer && field.IsRequired)};");
                for (var i = 0; i < model.Fields.Count; i++)
                {
                    if (model.Fields[i].Missing == WhenMissing.Initializer)
                        WriteField(writer, model.Fields[i], i, "initial." + TypeNames.Identifier(model.Fields[i].Name));
                }
            }

            writer.Line($"return {Creation(model, static _ => true)};");
        }

        writer.Line();
    }

    private static void WriteField(CodeWriter writer, FieldModel field, int index, string? otherwise)
    {
        var name = Literal.Of(field.JsonName);
        var given = "given" + index;
        var expression = (field.Missing, field.Value.IsNullable) switch
        {
            (WhenMissing.Error, _) => Expression(field.Value, $"value.Required({name})"),
            (WhenMissing.Null, _) => $"value.Optional({name}) is {{ }} {given} ? {Expression(field.Value, given)} : null",
            (_, false) => $"value.Optional({name}) is {{ }} {given} ? {Expression(field.Value, given)} : {otherwise}",

            // Null that is written differs from a field that is not there.
            _ => $"value[{name}] is {{ }} {given} ? ({given}.IsNull ? null : {Expression(field.Value, given)}) : {otherwise}",
        };
        var type = field.Missing == WhenMissing.Error && field.Value.Kind != ValueKind.Unsupported ? "var" : field.Value.FullType;
        writer.Line($"{type} field{index} = {expression};");
    }

    private static string Creation(ObjectModel model, Func<FieldModel, bool> isSet)
    {
        var arguments = new List<string>();
        var properties = new List<string>();
        for (var i = 0; i < model.Fields.Count; i++)
        {
            var field = model.Fields[i];
            if (field.Parameter is { } parameter)
                arguments.Add($"{TypeNames.Identifier(parameter)}: field{i}");
            else if (isSet(field))
                properties.Add($"{TypeNames.Identifier(field.Name)} = field{i}");
        }

        var creation = $"new {model.TypeName}({string.Join(", ", arguments)})";
        return properties.Count == 0 ? creation : $"{creation} {{ {string.Join(", ", properties)} }}";
    }

    private static void WriteEnum(CodeWriter writer, EnumModel model)
    {
        var head = $"private static {model.TypeName} {Method(model.TypeName)}({DataValue} value) =>";
        if (!model.HasOwnNames)
        {
            writer.Line($"{head} value.AsEnum<{model.TypeName}>();");
            writer.Line();
            return;
        }

        using (writer.Open($"{head} value.AsString() switch", ";"))
        {
            foreach (var member in model.Members)
                writer.Line($"{Literal.Of(member.JsonName)} => {model.TypeName}.{member.Name},");
            writer.Line($"_ => value.AsEnum<{model.TypeName}>(),");
        }

        writer.Line();
    }
}
