using Attune.Generators.Declarations;
using Attune.Generators.Emission;

namespace Attune.Generators.Tools;

/// <summary>Writes the <c>Tools</c> property of a type.</summary>
internal static class ToolEmitter
{
    private const string Definition = "global::Attune.Text.Conversations.ToolDefinition";
    private const string Remedy = "Use strings, numbers, booleans, dates, enums, records of these, or lists and dictionaries of them.";
    private const string Reader = "global::Attune.Text.Conversations.Reading.ToolDefinitionReader";

    public static string Emit(DeclaredType type, IReadOnlyList<ToolModel> tools, string projectFolder)
    {
        var writer = new CodeWriter();
        type.Write(writer, inside => WriteProperty(inside, type, tools, projectFolder));
        return writer.ToString();
    }

    private static void WriteProperty(CodeWriter writer, DeclaredType type, IReadOnlyList<ToolModel> tools, string projectFolder)
    {
        var head = $"{type.Accessibility} static global::System.Collections.Generic.IReadOnlyList<{Definition}> Tools";
        writer.Line($"/// <summary>The tools of <c>{type.Name}</c>.</summary>");
        if (tools.FirstOrDefault(tool => tool.Problem is not null) is { } wrong)
        {
            writer.Line($"{head} => throw new global::Attune.AttuneException(");
            using (writer.Indent())
            {
                writer.Line($"\"ATT4008\", {Literal.Of($"A method with [Tool] cannot be one: {wrong.Problem}.")},");
                writer.Line($"{Literal.Of(Remedy)}, {wrong.Place.Arguments(projectFolder)});");
            }

            return;
        }

        using (writer.Open($"{head} {{ get; }} = new {Definition}[]", ";"))
        {
            foreach (var tool in tools)
                writer.Line($"{Reader}.Parse({Literal.Of(tool.Definition)}),");
        }
    }
}
