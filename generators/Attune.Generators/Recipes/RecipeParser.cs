using Attune.Generators.ChatTemplates;
using Attune.Generators.Datasets;
using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Prompts;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>From the attributed symbol to the model; null where analyzers have something to say that leaves nothing to emit.</summary>
internal static class RecipeParser
{
    public static RecipeModel? Parse(INamedTypeSymbol recipe, AttributeData attribute, CancellationToken cancellation)
    {
        if (attribute.RowType() is not { } row
            || attribute.NamedString("Base") is null
            || !DatasetParser.IsDataset(row, cancellation)
            || DeclaredType.Of(recipe, cancellation) is not { } type)
            return null;
        var isShaped = DatasetShapes.IsOfConversations(row);
        var promptType = isShaped ? null : attribute.NamedType("Prompt");
        var prompt = promptType is null ? null : Prompt(promptType, row, cancellation);
        if (prompt is null && !isShaped)
            return null;
        var chatTemplate = attribute.NamedType("ChatTemplate");
        if (chatTemplate is not null && !ChatTemplateGenerator.IsChatTemplate(chatTemplate, cancellation))
            chatTemplate = null;
        var answer = isShaped ? null : PromptParser.CompletionField(row, cancellation)?.Property.Type;
        return new RecipeModel(
            type,
            TypeNames.WithoutNullability(row),
            promptType is null ? null : TypeNames.WithoutNullability(promptType),
            chatTemplate?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Options(attribute),
            recipe.Find(KnownNames.Lora) is { } lora ? new LoraModel(Options(lora)) : null,
            OptimizationModel.Of(recipe, Options),
            TuningMethods.Find(recipe, TuningMethods.Others) is { } method
                ? new MethodModel(method.AttributeClass!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Options(method))
                : null,
            recipe.Find(KnownNames.FrozenBase) is { } frozen ? new FrozenBaseModel(Options(frozen)) : null,
            recipe.GetAttributes().Where(static each => each.AttributeClass.Is(KnownNames.AddedTokens))
                .Select(each => Tokens(each, cancellation)).ToEquatableArray(),
            recipe.Find(KnownNames.TrainedTokens) is { } trained ? Tokens(trained, cancellation) : null,
            Assertions(recipe, row, cancellation).ToEquatableArray(),
            isShaped ? "string" : answer is null ? null : TypeNames.Full(answer),
            isShaped || answer is { SpecialType: SpecialType.System_String },
            prompt?.Parameters ?? EquatableArray<PromptParameter>.Empty,
            type.IsPublic && (prompt?.IsPublic ?? DeclaredType.IsPublicType(row)) && (answer is null || DeclaredType.IsPublicType(answer)),
            Place.Of(attribute, cancellation));
    }

    /// <summary>The prompt's declaration for this row type, or null where the type has none.</summary>
    public static AttributeData? PromptAttribute(INamedTypeSymbol prompt, INamedTypeSymbol row)
    {
        foreach (var attribute in prompt.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownNames.Prompt) && SymbolEqualityComparer.Default.Equals(attribute.RowType(), row))
                return attribute;
        }

        return null;
    }

    private static PromptModel? Prompt(INamedTypeSymbol prompt, INamedTypeSymbol row, CancellationToken cancellation) =>
        PromptAttribute(prompt, row) is { } attribute ? PromptParser.Parse(prompt, attribute, cancellation) : null;

    private static IEnumerable<AssertionModel> Assertions(INamedTypeSymbol recipe, INamedTypeSymbol row, CancellationToken cancellation)
    {
        foreach (var method in recipe.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.Find(KnownNames.Assertion) is { } attribute && AssertionMethod.Problem(method, row) is null)
            {
                var atLeast = attribute.Named("AtLeast")?.Value as double? ?? 1;
                yield return new AssertionModel(TypeNames.Identifier(method.Name), Literal.Of(atLeast), Place.Of(attribute, cancellation));
            }
        }
    }

    private static TokensModel Tokens(AttributeData attribute, CancellationToken cancellation) =>
        new(attribute.Strings().ToEquatableArray(), Options(attribute), Place.Of(attribute, cancellation));

    private static EquatableArray<OptionModel> Options(AttributeData attribute) => attribute.NamedArguments
        .Where(static argument => argument.Value.Kind != TypedConstantKind.Error)
        .Select(static argument => new OptionModel(argument.Key, Literal.Of(argument.Value)))
        .ToEquatableArray();
}
