using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.EntryPoint;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>
/// Gives a type with <c>[Recipe&lt;TRow&gt;]</c> its definition and a typed client, lists all recipes of the project, and
/// makes the project a program where it is none yet.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecipeGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step that parses a declaration.</summary>
    internal const string ParseStep = "Recipe.Parse";

    /// <summary>The tracked step that knows all recipes.</summary>
    internal const string ListStep = "Recipe.List";

    private static readonly RememberedModels<RecipeModel> Models = new(KnownNames.Recipe, RecipeParser.Parse, static attribute => attribute.NamedType("Prompt"));
    private static readonly EmittedTexts<RecipeModel> Texts = new(RecipeEmitter.Emit);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var recipes = Models.Provider(context, ParseStep);
        context.RegisterSourceOutput(
            recipes.Combine(Project.Folder(context)),
            static (output, input) => output.AddSource(input.Left.Type.HintName + ".Recipe.g.cs", Texts.Of(input.Left, input.Right)));

        var list = recipes
            .Select(static (model, _) => model.Type.FullName)
            .Collect()
            .Select(static (names, _) => names.Distinct().OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(ListStep);
        context.RegisterSourceOutput(list.Combine(EntryPointNeed.Provider(context)), static (output, input) =>
        {
            if (input.Left.Count > 0 || input.Right)
                output.AddSource("AttuneRecipes.g.cs", RecipeListEmitter.EmitList(input.Left));
            if (input.Right)
                output.AddSource("AttuneProgram.g.cs", RecipeListEmitter.EmitMain());
        });
    }
}
