using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>An attribute that is emitted as it stands: its <c>global::</c> name and its named arguments.</summary>
internal sealed record AttributeModel(string Type, EquatableArray<OptionModel> Options);

/// <summary>A group of parameters.</summary>
internal sealed record ParameterGroupModel(string Pattern, EquatableArray<OptionModel> Options);

/// <summary>What a recipe's attributes say of its optimizer; null and empty where they say nothing.</summary>
internal sealed record OptimizationModel(
    AttributeModel? Optimizer, AttributeModel? Schedule, AttributeModel? Layerwise, EquatableArray<ParameterGroupModel> Groups)
{
    public static OptimizationModel None { get; } = new(null, null, null, EquatableArray<ParameterGroupModel>.Empty);

    public static OptimizationModel Of(INamedTypeSymbol recipe, Func<AttributeData, EquatableArray<OptionModel>> options)
    {
        var attributes = recipe.GetAttributes();
        return new OptimizationModel(
            Model(attributes.FirstOrDefault(IsOptimizer)),
            Model(attributes.FirstOrDefault(IsSchedule)),
            Model(attributes.FirstOrDefault(static each => each.AttributeClass.Is(KnownNames.LayerwiseRates))),
            attributes.Where(static each => each.AttributeClass.Is(KnownNames.ParameterGroup) && each.FirstString() is not null)
                .Select(each => new ParameterGroupModel(each.FirstString()!, options(each))).ToEquatableArray());

        AttributeModel? Model(AttributeData? attribute) => attribute?.AttributeClass is { } type
            ? new AttributeModel(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), options(attribute))
            : null;
    }

    /// <summary>Whether an attribute names an optimizer.</summary>
    public static bool IsOptimizer(AttributeData attribute) => Implements(attribute, KnownNames.OptimizerAttribute);

    /// <summary>Whether an attribute names a schedule.</summary>
    public static bool IsSchedule(AttributeData attribute) => Implements(attribute, KnownNames.ScheduleAttribute);

    private static bool Implements(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.AllInterfaces.Any(each => each.Is(name));
}
