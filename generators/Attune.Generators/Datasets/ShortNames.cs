using Attune.Generators.Emission;
using Attune.Generators.Shapes;

namespace Attune.Generators.Datasets;

/// <summary>
/// Gives the user's types short names where a dataset's file names them a dozen times each: every character is parsed, bound and
/// packed in each compile.
/// </summary>
internal static class ShortNames
{
    private const string Global = "global::";

    // What the code around the names, or the namespace that it stands in, means by a name.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "AttuneProgram", "AttuneRecipes", "Completion", "CompletionShape", "DataValue", "IReadOnlyDictionary", "RecordShape", "RecordShapes",
        "Register", "RowReading", "RowWriting", "Shape", "Utf8JsonWriter", "Variables", "VariablesOf",
    };

    /// <summary>The model with short names in the place of <c>global::</c> names, and the usings that these need.</summary>
    /// <param name="model">The dataset.</param>
    /// <param name="helper">The class that the names are for.</param>
    public static (DatasetModel Model, IReadOnlyList<string> Usings) Of(DatasetModel model, string helper)
    {
        var fullNames = model.Shape.Objects.Select(static type => type.TypeName).Concat(model.Shape.Enums.Select(static type => type.TypeName)).ToList();
        var names = fullNames.GroupBy(LastName, StringComparer.Ordinal)
            .Where(same => same.Count() == 1 && IsFree(same.Key, helper))
            .ToDictionary(static same => same.First(), static same => same.Key, StringComparer.Ordinal);
        var shape = new ShapeModel(
            model.Shape.Objects.Select(type => Object(type, names)).ToEquatableArray(),
            model.Shape.Enums.Select(type => type with { TypeName = Name(type.TypeName, names) }).ToEquatableArray());
        return (
            model with { Row = Object(model.Row, names), Shape = shape },
            [.. fullNames.Where(names.ContainsKey).Select(name => $"using {names[name]} = {name};")]);
    }

    private static bool IsFree(string name, string helper) =>
        name.All(static letter => char.IsLetterOrDigit(letter)) && char.IsUpper(name[0]) && name != helper && !Taken.Contains(name);

    private static ObjectModel Object(ObjectModel model, Dictionary<string, string> names) => model with
    {
        TypeName = Name(model.TypeName, names),
        Fields = model.Fields.Select(field => field with { Value = Value(field.Value, names) }).ToEquatableArray(),
    };

    private static ValueModel Value(ValueModel value, Dictionary<string, string> names) => value with
    {
        TypeName = Name(value.TypeName, names),
        Element = value.Element is { } element ? Value(element, names) : null,
    };

    private static string Name(string fullName, Dictionary<string, string> names) => names.TryGetValue(fullName, out var name) ? name : fullName;

    private static string LastName(string fullName) => fullName.Substring(Math.Max(fullName.LastIndexOf('.') + 1, Global.Length));
}
