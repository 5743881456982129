using System.Runtime.CompilerServices;
using Attune.Generators.Datasets;
using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>From the attributed symbol to the model; null where analyzers have something to say that leaves nothing to emit.</summary>
internal static class PromptParser
{
    private static readonly ConditionalWeakTable<AttributeData, StrongBox<PromptModel?>> Known = new();

    /// <summary>The prompt that a type declares for that row type; its recipes ask for it too.</summary>
    public static PromptModel? Parse(INamedTypeSymbol prompt, AttributeData attribute, CancellationToken cancellation)
    {
        if (Known.TryGetValue(attribute, out var known))
            return known.Value;
        var model = new StrongBox<PromptModel?>(Read(prompt, attribute, cancellation));
        return Known.GetValue(attribute, _ => model).Value;
    }

    private static PromptModel? Read(INamedTypeSymbol prompt, AttributeData attribute, CancellationToken cancellation)
    {
        if (attribute.RowType() is not { } row
            || attribute.NamedString("User") is not { } user
            || DeclaredType.Of(prompt, cancellation) is not { } type
            || !DatasetParser.IsDataset(row, cancellation))
            return null;
        var system = attribute.NamedString("System");
        var language = DeclaredLanguage.Of(attribute);
        var parser = new ShapeParser(cancellation);
        var parameters = Parameters(row, TemplateSource.Variables(language, system, user), parser, cancellation).ToEquatableArray();
        return new PromptModel(
            type,
            TypeNames.WithoutNullability(row),
            system,
            user,
            language,
            parameters,
            parser.Shape,
            type.IsPublic && DeclaredType.IsPublicType(row) && parameters.All(parameter => IsPublic(row, parameter.JsonName, cancellation)),
            Place.Of(attribute, cancellation));
    }

    /// <summary>The fields that a prompt may use: all but the completion.</summary>
    public static IEnumerable<FoundField> PromptFields(INamedTypeSymbol row, CancellationToken cancellation) =>
        FieldFinder.Construction(row) is { } constructor
            ? FieldFinder.Fields(row, constructor, cancellation).Where(static field => !field.IsCompletion)
            : [];

    /// <summary>The field that the model is to write, or null while there is none.</summary>
    public static FoundField? CompletionField(INamedTypeSymbol row, CancellationToken cancellation) =>
        FieldFinder.Construction(row) is { } constructor
            ? FieldFinder.Fields(row, constructor, cancellation).FirstOrDefault(static field => field.IsCompletion)
            : null;

    private static IEnumerable<PromptParameter> Parameters(
        INamedTypeSymbol row, HashSet<string>? variables, ShapeParser parser, CancellationToken cancellation)
    {
        if (variables is null)
            yield break;
        foreach (var field in PromptFields(row, cancellation))
        {
            if (variables.Contains(field.JsonName))
            {
                var name = TypeNames.Identifier(TypeNames.CamelCase(field.Property.Name));
                yield return new PromptParameter(name, field.JsonName, parser.Value(field.Property.Type));
            }
        }
    }

    private static bool IsPublic(INamedTypeSymbol row, string jsonName, CancellationToken cancellation)
    {
        foreach (var field in PromptFields(row, cancellation))
        {
            if (field.JsonName == jsonName)
                return DeclaredType.IsPublicType(field.Property.Type);
        }

        return true;
    }
}
