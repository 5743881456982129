using Attune.Generators.Shapes;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>The value that a template looks into, as the dataset's types tell.</summary>
/// <param name="Description">Its type in words.</param>
/// <param name="Fields">The fields by their names in data; empty where it is no record.</param>
/// <param name="Methods">The methods that templates know for it.</param>
internal sealed record MemberOwner(string Description, IReadOnlyCollection<string> Fields, IReadOnlyCollection<string> Methods)
{
    /// <summary>The owner, or null where the types do not tell.</summary>
    public static MemberOwner? Of(INamedTypeSymbol row, TemplateMember member, CancellationToken cancellation)
    {
        var root = PromptParser.PromptFields(row, cancellation).FirstOrDefault(field => field.JsonName == member.Root);
        ITypeSymbol? type = root?.Property.Type;
        foreach (var step in member.Path)
            type = type is null ? null : Step(WithoutNull(type), step, cancellation);
        return type is null ? null : Describe(WithoutNull(type), cancellation);
    }

    private static ITypeSymbol? Step(ITypeSymbol type, string? step, CancellationToken cancellation) => ValueTypes.ElementOf(type) switch
    {
        (ValueKind.Dictionary, var value) => step is null ? null : value,
        var (_, item) => step is null ? item : null,
        null => FieldsOf(type, cancellation)?.FirstOrDefault(field => field.JsonName == step)?.Property.Type,
    };

    private static MemberOwner? Describe(ITypeSymbol type, CancellationToken cancellation)
    {
        if (ValueTypes.ElementOf(type) is var (list, _))
            return list == ValueKind.Dictionary ? null : new MemberOwner("a list", [], TemplateLanguage.ListMethods);
        if (type.TypeKind == TypeKind.Enum)
            return new MemberOwner("a text", [], TemplateLanguage.StringMethods);
        switch (ValueTypes.ScalarKind(type))
        {
            case ValueKind.Unsupported:
                return FieldsOf(type, cancellation) is { } fields
                    ? new MemberOwner("a " + type.Name, [.. fields.Select(static field => field.JsonName)], TemplateLanguage.DictionaryMethods)
                    : null;
            case ValueKind.String or ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.OtherText:
                return new MemberOwner("a text", [], TemplateLanguage.StringMethods);
            case ValueKind.Boolean:
                return new MemberOwner("true or false", [], []);
            case ValueKind.Double or ValueKind.Single or ValueKind.Decimal:
                return new MemberOwner("a number", [], ["is_integer"]);
            default:
                return new MemberOwner("a number", [], []);
        }
    }

    private static List<FoundField>? FieldsOf(ITypeSymbol type, CancellationToken cancellation) =>
        type is INamedTypeSymbol named && FieldFinder.Construction(named) is { } constructor
            ? [.. FieldFinder.Fields(named, constructor, cancellation)]
            : null;

    private static ITypeSymbol WithoutNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
