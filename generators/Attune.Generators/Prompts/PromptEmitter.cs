using Attune.Generators.Emission;
using Attune.Generators.Shapes;

namespace Attune.Generators.Prompts;

/// <summary>Writes the definition and the two ways to messages; both go through <c>PromptDefinition.Messages</c>.</summary>
internal static class PromptEmitter
{
    private const string Messages = "global::System.Collections.Generic.IReadOnlyList<global::Attune.Text.Conversations.Message>";

    public static string Emit(PromptModel model, string projectFolder)
    {
        var writer = new CodeWriter();
        model.Type.Write(writer, inside => WriteMembers(inside, model, projectFolder));
        return writer.ToString();
    }

    private static void WriteMembers(CodeWriter writer, PromptModel model, string projectFolder)
    {
        var access = model.IsPublic ? "public" : "internal";
        var type = $"global::Attune.Definitions.PromptDefinition<{model.Row}>";
        writer.Line("/// <summary>The templates of this prompt.</summary>");
        writer.Line($"{access} static {type} Definition {{ get; }} = new(");
        using (writer.Indent())
        {
            writer.Line(Literal.Of(model.Type.Name) + ",");
            writer.Line(Literal.Of(model.System) + ",");
            writer.Line(Literal.Of(model.User) + ",");
            var place = model.Place.Expression(projectFolder);
            writer.Line(model.Language == PromptLanguage.Jinja ? place + ");" : $"{place}, global::Attune.PromptLanguage.{model.Language});");
        }

        writer.Line();
        writer.Line("/// <summary>The messages of a row with its answer, as training sees them.</summary>");
        writer.Line($"{access} static {Messages} ForTraining({model.Row} row) =>");
        using (writer.Indent())
            writer.Line($"Definition.Messages({model.Row}.Dataset.Variables(row), {model.Row}.Dataset.Completion(row));");
        writer.Line();
        WriteInference(writer, model, access);
    }

    private static void WriteInference(CodeWriter writer, PromptModel model, string access)
    {
        writer.Line("/// <summary>The messages that ask for an answer; the same templates, without the assistant's message.</summary>");
        using (writer.Open($"{access} static {Messages} ForInference({string.Join(", ", model.Parameters.Select(parameter => parameter.Declaration))})"))
        {
            using (writer.Open($"var __variables = new {VariablesEmitter.DictionaryType}(global::System.StringComparer.Ordinal)", ";"))
            {
                for (var i = 0; i < model.Parameters.Count; i++)
                    writer.Line($"[{Literal.Of(model.Parameters[i].JsonName)}] = {VariablesEmitter.Expression(model.Parameters[i].Value, model.Parameters[i].Name, i)},");
            }

            writer.Line("return Definition.Messages(__variables);");
        }

        if (model.Shape.Objects.Count + model.Shape.Enums.Count == 0)
            return;
        writer.Line();
        VariablesEmitter.Write(writer, model.Shape.Objects);
        foreach (var type in model.Shape.Enums)
            WriterEmitter.WriteEnumNames(writer, type);
    }
}
