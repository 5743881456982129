using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Recipes;
using Attune.Generators.Shapes;

namespace Attune.Generators.Datasets;

/// <summary>A type with <c>[Dataset]</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Path">The file.</param>
/// <param name="TestPath">The file of test rows, or null.</param>
/// <param name="TestFraction">The fraction held out.</param>
/// <param name="Seed">What chooses the held-out rows.</param>
/// <param name="Labels">What the completion may be, and the file that lists it.</param>
/// <param name="Row">The fields.</param>
/// <param name="Shape">The row and every type inside it.</param>
/// <param name="Content">What the rows become where they are of a known shape; else null.</param>
/// <param name="IsRowOf">Whether the type implements <c>IRowOf</c> of that.</param>
/// <param name="Options">The arguments that the definition keeps, as written.</param>
/// <param name="Place">Where the attribute stands.</param>
internal sealed record DatasetModel(
    DeclaredType Type, string Path, string? TestPath, double TestFraction, int Seed, LabelsModel Labels, ObjectModel Row, ShapeModel Shape,
    string? Content, bool IsRowOf, EquatableArray<OptionModel> Options, Place Place)
{
    /// <summary>The field that the model is to write, or null while the user has not said.</summary>
    public FieldModel? Completion => Row.Fields.FirstOrDefault(static found => found.IsCompletion);
}

/// <summary>The labels that <c>[Completion]</c> declares.</summary>
internal sealed record LabelsModel(EquatableArray<string> Names, string? File);
