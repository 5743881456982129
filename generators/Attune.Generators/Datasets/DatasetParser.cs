using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Prompts;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>From the attributed symbol to the model; null where analyzers have something to say that leaves nothing to emit.</summary>
internal static class DatasetParser
{
    public static DatasetModel? Parse(INamedTypeSymbol row, AttributeData attribute, CancellationToken cancellation)
    {
        if (attribute.FirstString() is not { } path || DeclaredType.Of(row, cancellation) is not { } type)
            return null;
        var isShaped = DatasetShapes.IsShaped(attribute);
        if (isShaped && DatasetShapes.Problem(row, attribute, cancellation) is not null)
            return null;
        var parser = new ShapeParser(cancellation);
        if (parser.Object(row) is not { } fields)
            return null;
        return new DatasetModel(
            type,
            path,
            attribute.NamedString("TestPath"),
            attribute.Named("TestFraction")?.Value as double? ?? 0,
            attribute.Named("Seed")?.Value as int? ?? 42,
            Labels(row, cancellation),
            fields,
            parser.Shape,
            isShaped ? DatasetShapes.Content(row, attribute)?.Name : null,
            DatasetShapes.RowOf(row) is not null,
            DatasetShapes.Options(attribute),
            Place.Of(attribute, cancellation));
    }

    private static LabelsModel Labels(INamedTypeSymbol row, CancellationToken cancellation)
    {
        var field = PromptParser.CompletionField(row, cancellation);
        var attribute = field?.Property.Find(KnownNames.Completion) ?? field?.Parameter?.Find(KnownNames.Completion);
        var names = attribute?.Named("Labels") is { Kind: TypedConstantKind.Array, IsNull: false } labels
            ? labels.Values.Select(static label => label.Value as string ?? "")
            : Enumerable.Empty<string>();
        return new LabelsModel(names.ToEquatableArray(), attribute?.NamedString("LabelsFile"));
    }

    /// <summary>Whether the type has, or will get, the <c>Dataset</c> property that other generated code uses.</summary>
    public static bool IsDataset(INamedTypeSymbol row, CancellationToken cancellation) =>
        row.DeclaringSyntaxReferences.IsEmpty
            ? row.GetMembers("Dataset").Length > 0
            : row.Has(KnownNames.Dataset) && DeclaredType.Of(row, cancellation) is not null && FieldFinder.Construction(row) is not null;
}
