using System.Runtime.CompilerServices;
using Attune.Generators.BaseModels;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Attune.Generators.Recipes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>Finds the chat templates of a project with what is known of their use.</summary>
internal static class TemplateUses
{
    private static readonly ConditionalWeakTable<BaseModelFacts, TemplateProbe> OfBases = new();

    /// <summary>The template of the recipe's base model; none where the recipe has its own, or none is known.</summary>
    public static IEnumerable<TemplateUse> OfBase(DeclarationCheck recipe)
    {
        if (recipe.Attribute.Named("ChatTemplate") is { IsNull: false }
            || BaseModelFiles.Of(recipe) is not { Template: { } source } model)
            yield break;
        if (!OfBases.TryGetValue(model, out var probe))
        {
            if (TemplateProbe.Of(source, model.Tokens.Variables, recipe.Cancellation) is not { } made)
                yield break;
            probe = OfBases.GetValue(model, _ => made);
        }

        yield return new TemplateUse(
            recipe, probe, $"The chat template of '{model.Name}'", model.TemplateFile, model, model.StopTokens, HasSystem(recipe.Attribute), [.. AddedTokens(recipe.Type)], Source: null);
    }

    /// <summary>A template of the user's own, once for each way in which recipes use it, or once without a recipe.</summary>
    public static IEnumerable<TemplateUse> OfOwn(DeclarationCheck template)
    {
        if (template.Attribute.FirstString() is not { } source || template.FirstArgument() is not { } expression)
            yield break;
        var stop = template.Attribute.NamedString("StopToken");
        foreach (var (model, hasSystem, added) in UsersOf(template))
        {
            // Until a base model is known, its end token is taken for the one that the template names.
            var tokens = model?.Tokens.Variables ?? new Dictionary<string, object?> { ["bos_token"] = "", ["eos_token"] = stop ?? "" };
            if (TemplateProbe.Of(source, tokens, template.Cancellation) is { } probe)
                yield return new TemplateUse(template, probe, template.Type.Name, File: null, model, stop is null ? [] : [stop], hasSystem, added, expression);
        }
    }

    private static IEnumerable<(BaseModelFacts? Base, bool? HasSystem, IReadOnlyList<string> AddedTokens)> UsersOf(DeclarationCheck template)
    {
        var options = template.Context.Options;
        var users = new HashSet<(string? Base, bool? HasSystem, EquatableArray<string> AddedTokens)>();
        foreach (var recipe in DeclarationFinder.Recipes(template.Context.Compilation, template.Cancellation))
        {
            if (recipe.Find(KnownNames.Recipe) is { } attribute
                && SymbolEqualityComparer.Default.Equals(attribute.NamedType("ChatTemplate"), template.Type))
                users.Add((attribute.NamedString("Base"), HasSystem(attribute), AddedTokens(recipe)));
        }

        if (users.Count == 0)
            users.Add((null, null, EquatableArray<string>.Empty));
        return users.Select(user => (
            user.Base is { Length: > 0 } name ? BaseModelFiles.Of(name, options, template.Cancellation) : null, user.HasSystem, (IReadOnlyList<string>)[.. user.AddedTokens]));
    }

    private static EquatableArray<string> AddedTokens(INamedTypeSymbol recipe) => recipe.GetAttributes()
        .Where(static attribute => attribute.AttributeClass.Is(KnownNames.AddedTokens))
        .SelectMany(static attribute => attribute.Strings())
        .ToEquatableArray();

    private static bool? HasSystem(AttributeData recipe) =>
        recipe.RowType() is { } row && recipe.NamedType("Prompt") is { } prompt && RecipeParser.PromptAttribute(prompt, row) is { } attribute
            ? attribute.NamedString("System") is not null
            : null;
}
