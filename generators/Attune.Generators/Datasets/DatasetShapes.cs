using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Recipes;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>What a <c>[Dataset]</c> says of its rows' shape and its files.</summary>
internal static class DatasetShapes
{
    private static readonly string[] Kept = ["Shape", "Roles", "Format", "Encoding", "Columns", "Separator", "Quotes"];

    /// <summary>Whether the rows are of a shape and not of the type's own fields.</summary>
    public static bool IsShaped(AttributeData attribute) => attribute.Named("Shape")?.Value is int and not 0;

    /// <summary>Whether a row type is of a shape.</summary>
    public static bool IsShaped(INamedTypeSymbol row) => row.Find(KnownNames.Dataset) is { } attribute && IsShaped(attribute);

    /// <summary>The content of that name.</summary>
    public static ShapeContent Content(string name) => ShapeContent.All.First(content => content.Name == name);

    /// <summary>
    /// What rows of the declared shape become. Where the shape is to be detected, the type says it by implementing
    /// <c>IRowOf</c>; conversations, where it says nothing. Null where type and shape are at odds.
    /// </summary>
    public static ShapeContent? Content(INamedTypeSymbol row, AttributeData attribute)
    {
        var wanted = RowOf(row) is { } name ? ShapeContent.All.FirstOrDefault(content => content.Name == name) : null;
        if (ShapeName(attribute) is not { } shape)
            return wanted ?? ShapeContent.Conversation;
        if (shape == "Detect")
            return RowOf(row) is null ? ShapeContent.Conversation : wanted;
        var declared = ShapeContent.All.FirstOrDefault(content => content.Shapes.Contains(shape));
        return RowOf(row) is null || wanted == declared ? declared : null;
    }

    /// <summary>The name of T where the type implements <c>IRowOf</c> of T.</summary>
    public static string? RowOf(INamedTypeSymbol row) => row.AllInterfaces
        .FirstOrDefault(static type => type is { Name: "IRowOf", TypeArguments.Length: 1, ContainingNamespace: { Name: "Attune", ContainingNamespace.IsGlobalNamespace: true } })
        ?.TypeArguments[0].Name;

    /// <summary>Whether a row type is of conversations, which is what a recipe learns from.</summary>
    public static bool IsOfConversations(INamedTypeSymbol row) =>
        row.Find(KnownNames.Dataset) is { } attribute && IsShaped(attribute) && Content(row, attribute) == ShapeContent.Conversation;

    /// <summary>Why rows of that shape cannot be made into the type, and what to do; null where they can.</summary>
    public static (string Fact, string Remedy)? Problem(INamedTypeSymbol row, AttributeData attribute, CancellationToken cancellation)
    {
        if (Content(row, attribute) is not { } content)
        {
            return (
                $"rows of DatasetShape.{ShapeName(attribute)} are no {RowOf(row)}",
                $"Implement IRowOf of one of {string.Join(", ", ShapeContent.All.Select(static known => known.Name))}, as the shape has it.");
        }

        if (FieldFinder.Construction(row) is not { Parameters.Length: 0 } constructor)
            return ("a row of a shape is made without arguments", $"Declare it as 'partial record {row.Name};'.");
        var own = FieldFinder.Fields(row, constructor, cancellation).FirstOrDefault(
            field => !field.Property.IsRequired || content.Properties.All(part => part.Name != field.Property.Name));
        return own is null
            ? null
            : ($"a row of a shape has no fields of its own, and it has {own.Property.Name}", $"Remove the field: all of the row is in {string.Join(", ", content.Properties.Select(static part => part.Name))}.");
    }

    /// <summary>The arguments that the definition keeps.</summary>
    public static EquatableArray<OptionModel> Options(AttributeData attribute) => attribute.NamedArguments
        .Where(static argument => argument.Value.Kind != TypedConstantKind.Error && Kept.Contains(argument.Key))
        .Select(static argument => new OptionModel(argument.Key, Literal.Of(argument.Value)))
        .ToEquatableArray();

    private static string? ShapeName(AttributeData attribute)
    {
        if (attribute.Named("Shape") is not { Type: INamedTypeSymbol type, Value: int value })
            return null;
        foreach (var member in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (member.ConstantValue is int constant && constant == value)
                return member.Name;
        }

        return null;
    }
}
