using Attune.Generators.Declarations;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>From the attributed symbol to the model; null where analyzers have something to say that leaves nothing to emit.</summary>
internal static class DatasetParser
{
    public static DatasetModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var attribute = context.Attributes[0];
        if (context.TargetSymbol is not INamedTypeSymbol row
            || attribute.FirstString() is not { } path
            || DeclaredType.Of(row, cancellation) is not { } type)
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
            fields,
            parser.Shape,
            Place.Of(attribute, cancellation));
    }

    /// <summary>Whether the type has, or will get, the <c>Dataset</c> property that other generated code uses.</summary>
    public static bool IsDataset(INamedTypeSymbol row, CancellationToken cancellation) =>
        row.DeclaringSyntaxReferences.IsEmpty
            ? row.GetMembers("Dataset").Length > 0
            : row.Has(KnownNames.Dataset) && DeclaredType.Of(row, cancellation) is not null && FieldFinder.Construction(row) is not null;
}
