using Attune.Generators.Emission;
using Attune.Generators.Shapes;

namespace Attune.Generators.Datasets;

/// <summary>Writes the <c>Dataset</c> property and the methods behind it.</summary>
internal static class DatasetEmitter
{
    // The user's own types are not seen from the namespace of the rows, so short names are safe there.
    private const string RecordShape = "RecordShape";
    private const string RecordShapes = "RecordShapes";

    public static string Emit(DatasetModel model, string projectFolder)
    {
        var writer = new CodeWriter();
        model.Type.Write(writer, inside =>
        {
            if (model.Content is not null)
                ShapedDatasetEmitter.WriteProperties(inside, model);
            WriteProperty(inside, model, projectFolder);
        });
        if (model.Content is not null)
            return writer.ToString();
        writer.Line();
        using (writer.Open("namespace Attune.Generated"))
        {
            writer.Line("using global::Attune.Definitions;");
            writer.Line("using global::Attune.Text.Datasets;");
            writer.Line("using global::System.Collections.Generic;");
            writer.Line("using global::System.Text.Json;");
            var (shortened, usings) = ShortNames.Of(model, HelperName(model));
            foreach (var name in usings)
                writer.Line(name);
            writer.Line();
            WriteRows(writer, shortened);
        }

        return writer.ToString();
    }

    private static string HelperName(DatasetModel model) => model.Type.Name + "Rows";

    private static void WriteProperty(CodeWriter writer, DatasetModel model, string projectFolder)
    {
        var type = $"global::Attune.Definitions.DatasetDefinition<{model.Type.FullName}>";
        var helper = "global::Attune.Generated." + HelperName(model);
        writer.Line($"/// <summary>The rows of <c>{Escape(model.Path)}</c>.</summary>");
        using (writer.Open($"{model.Type.Accessibility} static {type} Dataset {{ get; }} = new()", ";"))
        {
            writer.Line($"Path = {Literal.Of(model.Path)},");
            if (model.TestPath is not null)
                writer.Line($"TestPath = {Literal.Of(model.TestPath)},");
            writer.Line($"TestFraction = {Literal.Of(model.TestFraction)},");
            writer.Line($"Seed = {Literal.Of(model.Seed)},");
            if (model.Content is not null)
            {
                ShapedDatasetEmitter.WriteDefinition(writer, model);
            }
            else
            {
                writer.Line($"Shape = {helper}.Shape,");
                writer.Line($"Variables = {helper}.Variables,");
                writer.Line($"Completion = {helper}.Completion,");
            }

            if (model.Options.Count > 0)
                writer.Line($"Declared = new global::Attune.DatasetAttribute({Literal.Of(model.Path)}) {{ {string.Join(", ", model.Options.Select(option => $"{option.Name} = {option.Expression}"))} }},");
            if (model.Labels.Names.Count > 0)
                writer.Line($"Labels = [{string.Join(", ", model.Labels.Names.Select(static label => Literal.Of(label)))}],");
            if (model.Labels.File is not null)
                writer.Line($"LabelsFile = {Literal.Of(model.Labels.File)},");
            writer.Line($"Place = {model.Place.Expression(projectFolder)},");
        }
    }

    private static void WriteRows(CodeWriter writer, DatasetModel model)
    {
        using (writer.Open($"file static class {HelperName(model)}"))
        {
            var row = model.Row.TypeName;
            var flat = TypeNames.Flat(row);
            writer.Line($"internal static {RecordShape}<{row}> Shape {{ get; }} = new({Literal.Of(model.Type.Name)}, Read_{flat}, Write_{flat});");
            writer.Line();
            WriteRegistration(writer, model);
            writer.Line($"internal static IReadOnlyDictionary<string, object?> Variables({row} row) => VariablesOf(row);");
            writer.Line();
            WriteCompletion(writer, model);
            List<FieldModel> asked = [.. model.Row.Fields.Where(static field => !field.IsCompletion)];
            VariablesEmitter.WriteMethod(writer, "VariablesOf", row, asked);
            VariablesEmitter.Write(writer, VariablesEmitter.Reached(asked, model.Shape));
            ReaderEmitter.Write(writer, model.Shape);
            WriterEmitter.Write(writer, model.Shape);
        }
    }

    /// <summary>Registers every type of the row, and the completion's, so that <c>answer.As&lt;T&gt;()</c> needs no reflection.</summary>
    private static void WriteRegistration(CodeWriter writer, DatasetModel model)
    {
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        using (writer.Open("internal static void Register()"))
        {
            writer.Line($"{RecordShapes}.Register(Shape);");
            foreach (var type in OtherObjects(model))
                WriteRegister(writer, new ValueModel(ValueKind.Object, type.TypeName, IsNullable: false), type.Name);
            foreach (var type in model.Shape.Enums)
                WriteRegister(writer, new ValueModel(ValueKind.Enum, type.TypeName, IsNullable: false), LastName(type.TypeName));
            if (model.Completion is { Value.Kind: not (ValueKind.String or ValueKind.Object or ValueKind.Enum or ValueKind.Unsupported) } completion)
                WriteRegister(writer, completion.Value with { IsNullable = false }, completion.Name);
        }

        writer.Line();
    }

    private static void WriteRegister(CodeWriter writer, ValueModel value, string name) =>
        writer.Line($"{RecordShapes}.Register<{value.FullType}>(new({ShapeArguments(value, name)}));");

    private static string ShapeArguments(ValueModel value, string name) =>
        $"{Literal.Of(name)}, {ReaderEmitter.Function(value)}, {WriterEmitter.Function(value)}";

    private static void WriteCompletion(CodeWriter writer, DatasetModel model)
    {
        var head = $"internal static string Completion({model.Row.TypeName} row) =>";
        var source = model.Completion is { } field ? "row." + TypeNames.Identifier(field.Name) : "";
        switch (model.Completion)
        {
            case null or { Value.Kind: ValueKind.Unsupported }:
                writer.Line($"{head} \"\";");
                break;
            case { Value.Kind: ValueKind.String } completion:
                writer.Line(completion.Value.IsNullable ? $"{head} {source} ?? \"\";" : $"{head} {source};");
                break;
            case var completion:
                writer.Line($"{head} {RecordShapes}.ToJson(CompletionShape, {source});");
                writer.Line();
                writer.Line($"private static readonly {RecordShape}<{completion.Value.FullType}> CompletionShape = new({ShapeArguments(completion.Value, completion.Name)});");
                break;
        }

        writer.Line();
    }

    private static IEnumerable<ObjectModel> OtherObjects(DatasetModel model) =>
        model.Shape.Objects.Where(type => type.TypeName != model.Row.TypeName);

    private static string LastName(string fullName) => fullName.Substring(fullName.LastIndexOf('.') + 1).Replace("global::", "");

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\r", "").Replace("\n", " ");
}
