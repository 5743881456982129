using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Recipes;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>What a <c>[Dataset]</c> says of its rows' shape and its files.</summary>
internal static class DatasetShapes
{
    /// <summary>The name of the property that rows of a shape get.</summary>
    public const string Property = "Conversation";

    /// <summary>Members of <c>DatasetShape</c> whose rows are conversations, or may be.</summary>
    private static readonly string[] OfConversations = ["Detect", "Messages", "ShareGpt", "Alpaca", "PromptCompletion"];

    private static readonly string[] Kept = ["Shape", "Roles", "Format", "Encoding", "Columns", "Separator", "Quotes"];

    /// <summary>Whether the rows are of a shape and not of the type's own fields.</summary>
    public static bool IsShaped(AttributeData attribute) => attribute.Named("Shape")?.Value is int and not 0;

    /// <summary>Whether a row type is of a shape.</summary>
    public static bool IsShaped(INamedTypeSymbol row) => row.Find(KnownNames.Dataset) is { } attribute && IsShaped(attribute);

    /// <summary>Why rows of that shape cannot be made into the type, and what to do; null where they can.</summary>
    public static (string Fact, string Remedy)? Problem(INamedTypeSymbol row, AttributeData attribute, CancellationToken cancellation)
    {
        if (ShapeName(attribute) is { } name && !OfConversations.Contains(name))
        {
            return (
                $"rows of DatasetShape.{name} are no conversations, which is what a recipe learns from",
                $"Use {string.Join(", ", OfConversations)}, or read such rows with DatasetShapes.");
        }

        if (FieldFinder.Construction(row) is not { Parameters.Length: 0 } constructor)
            return ("a row of a shape is made without arguments", $"Declare it as 'partial record {row.Name};'.");
        var own = FieldFinder.Fields(row, constructor, cancellation).FirstOrDefault(field => field.Property.Name != Property);
        return own is null
            ? null
            : ($"a row of a shape has no fields of its own, and it has {own.Property.Name}", $"Remove the field: all of the row is in its {Property}.");
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
