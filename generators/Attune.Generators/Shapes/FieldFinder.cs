using System.Runtime.CompilerServices;
using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Shapes;

/// <summary>A property that data fills, and the constructor's parameter that sets it, if one does.</summary>
internal sealed record FoundField(IPropertySymbol Property, IParameterSymbol? Parameter, string JsonName, bool HasInitializer)
{
    public bool IsCompletion => Property.Has(KnownNames.Completion) || Parameter?.Has(KnownNames.Completion) == true;

    /// <summary>Where the user wrote the field.</summary>
    public Location? Location => (Parameter ?? (ISymbol)Property).Locations.FirstOrDefault(place => place.IsInSource);
}

/// <summary>Decides which constructor makes a record or class from data, and which properties are its fields.</summary>
internal static class FieldFinder
{
    // A type of one compilation is one object, and several generators and rules ask for its fields.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<IMethodSymbol?>> Constructions = new();
    private static readonly ConditionalWeakTable<IMethodSymbol, IReadOnlyList<FoundField>> FieldsOf = new();

    /// <summary>The constructor that data calls; null where there is none.</summary>
    public static IMethodSymbol? Construction(INamedTypeSymbol type) =>
        Constructions.GetValue(type, static found => new StrongBox<IMethodSymbol?>(FindConstruction(found))).Value;

    /// <summary>The fields, the constructor's first, in declared order.</summary>
    public static IReadOnlyList<FoundField> Fields(INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancellation)
    {
        if (FieldsOf.TryGetValue(constructor, out var known))
            return known;
        List<FoundField> fields = [.. FindFields(type, constructor, cancellation)];
        return FieldsOf.GetValue(constructor, _ => fields);
    }

    private static IMethodSymbol? FindConstruction(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsStatic || type.IsUnboundGenericType || type.SpecialType != SpecialType.None || IsOfTheBaseLibrary(type))
            return null;
        var properties = Properties(type).ToList();
        var usable = type.InstanceConstructors
            .Where(constructor => DeclaredAccessible(constructor)
                && !IsCopy(constructor, type)
                && constructor.Parameters.All(parameter => PropertyOf(parameter, properties) is not null))
            .ToList();
        return usable.FirstOrDefault(constructor => constructor.Has(KnownNames.JsonConstructor))
            ?? usable.OrderByDescending(constructor => constructor.Parameters.Length).FirstOrDefault();
    }

    private static IEnumerable<FoundField> FindFields(INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancellation)
    {
        var properties = Properties(type).ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in constructor.Parameters)
        {
            var property = PropertyOf(parameter, properties)!;
            if (taken.Add(property.Name))
                yield return new FoundField(property, parameter, JsonName(property, parameter), HasInitializer: false);
        }

        foreach (var property in properties)
        {
            if (property.SetMethod is { } setter && DeclaredAccessible(setter) && taken.Add(property.Name))
                yield return new FoundField(property, null, JsonName(property, null), HasInitializer(property, cancellation));
        }
    }

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var levels = new List<INamedTypeSymbol>();
        for (var at = type; at is { SpecialType: not SpecialType.System_Object }; at = at.BaseType)
            levels.Insert(0, at);
        return levels
            .SelectMany(level => level.GetMembers().OfType<IPropertySymbol>())
            .Where(property => !property.IsStatic && !property.IsIndexer && !property.IsOverride
                && property.GetMethod is { } getter && DeclaredAccessible(getter) && DeclaredAccessible(property)
                && property.ExplicitInterfaceImplementations.IsEmpty
                && !property.Has(KnownNames.JsonIgnore));
    }

    private static IPropertySymbol? PropertyOf(IParameterSymbol parameter, List<IPropertySymbol> properties)
    {
        IPropertySymbol? found = null;
        foreach (var property in properties)
        {
            if (SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type)
                && string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && (found is null || property.Name == parameter.Name))
                found = property;
        }

        return parameter.RefKind == RefKind.None ? found : null;
    }

    private static string JsonName(IPropertySymbol property, IParameterSymbol? parameter) =>
        property.Find(KnownNames.JsonName)?.FirstString()
        ?? parameter?.Find(KnownNames.JsonName)?.FirstString()
        ?? TypeNames.CamelCase(property.Name);

    private static bool HasInitializer(IPropertySymbol property, CancellationToken cancellation)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is PropertyDeclarationSyntax { Initializer: not null })
                return true;
        }

        return false;
    }

    private static bool DeclaredAccessible(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static bool IsOfTheBaseLibrary(INamedTypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        }

        return false;
    }
}
