using Attune.Generators.Emission;

namespace Attune.Generators.EntryPoint;

/// <summary>Writes the list of a project's recipes, and a <c>Main</c> that runs the verbs on it.</summary>
internal static class RecipeListEmitter
{
    private const string ListType = "global::System.Collections.Generic.IReadOnlyList<global::Attune.Definitions.IRecipeDefinition>";

    public static string EmitList(EquatableArray<string> recipes)
    {
        var writer = new CodeWriter();
        using (writer.Open("namespace Attune.Generated"))
        {
            writer.Line("/// <summary>The recipes of this project, by name.</summary>");
            using (writer.Open("internal static class AttuneRecipes"))
            using (writer.Open($"internal static {ListType} All {{ get; }} = new global::Attune.Definitions.IRecipeDefinition[]", ";"))
            {
                foreach (var recipe in recipes)
                    writer.Line($"{recipe}.Recipe,");
            }
        }

        return writer.ToString();
    }

    public static string EmitMain()
    {
        var writer = new CodeWriter();
        using (writer.Open("namespace Attune.Generated"))
        {
            writer.Line("/// <summary>The program: <c>check</c>, <c>tune</c>, <c>ask</c> and the other verbs.</summary>");
            using (writer.Open("internal static class AttuneProgram"))
            {
                writer.Line("private static global::System.Threading.Tasks.Task<int> Main(string[] args) => global::Attune.AttuneApp.RunAsync(args, AttuneRecipes.All);");
            }
        }

        return writer.ToString();
    }
}
