using System.Runtime.CompilerServices;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>A user's type as a generator must name it to add a part to it.</summary>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Heads">Each type from the outermost in, as <c>partial record Question</c>.</param>
/// <param name="FullName">The <c>global::</c> name.</param>
/// <param name="Name">The type's own name.</param>
/// <param name="IsPublic">Whether other assemblies can see it.</param>
internal sealed record DeclaredType(
    string Namespace, EquatableArray<string> Heads, string FullName, string Name, bool IsPublic)
{
    /// <summary>The start of a generated file's name; different for every type of a project.</summary>
    public string HintName => FullName.Replace("global::", "").Replace("@", "");

    /// <summary>The modifier of a generated member that only mentions public types.</summary>
    public string Accessibility => IsPublic ? "public" : "internal";

    // A row is asked for by its dataset, its prompts and its recipes.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<DeclaredType?>> Known = new();

    /// <summary>The type, or null where no part can be added to it.</summary>
    public static DeclaredType? Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (Known.TryGetValue(type, out var known))
            return known.Value;
        var read = new StrongBox<DeclaredType?>(Read(type, cancellation));
        return Known.GetValue(type, _ => read).Value;
    }

    private static DeclaredType? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!CanBeExtended(type, cancellation) || !IsVisible(type))
            return null;
        var heads = new List<string>();
        for (var at = type; at is not null; at = at.ContainingType)
            heads.Insert(0, Head(at));
        return new DeclaredType(
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(SpaceFormat) : "",
            heads.ToEquatableArray(),
            TypeNames.WithoutNullability(type),
            type.Name,
            IsPublicType(type));
    }

    /// <summary>Whether code elsewhere in the project can name the type.</summary>
    public static bool IsVisible(ITypeSymbol type)
    {
        for (ISymbol? at = type; at is INamedTypeSymbol; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is not (Microsoft.CodeAnalysis.Accessibility.Public
                or Microsoft.CodeAnalysis.Accessibility.Internal
                or Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal)
                || ((INamedTypeSymbol)at).IsFileLocal)
                return false;
        }

        return true;
    }

    public static bool IsPublicType(ITypeSymbol type)
    {
        for (ISymbol? at = type; at is INamedTypeSymbol named; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility != Microsoft.CodeAnalysis.Accessibility.Public
                || named.TypeArguments.Any(argument => argument is INamedTypeSymbol && !IsPublicType(argument)))
                return false;
        }

        return type is not IArrayTypeSymbol array || IsPublicType(array.ElementType);
    }

    /// <summary>The first type, from the type itself outwards, that lacks <c>partial</c>.</summary>
    public static TypeDeclarationSyntax? FirstNotPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            foreach (var reference in at.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
                    && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                    return declaration;
            }
        }

        return null;
    }

    /// <summary>Writes the heads of the type, runs <paramref name="members"/> inside, and closes them.</summary>
    public void Write(CodeWriter writer, Action<CodeWriter> members)
    {
        if (Namespace.Length == 0)
        {
            WriteFrom(writer, 0, members);
            return;
        }

        using (writer.Open("namespace " + Namespace))
            WriteFrom(writer, 0, members);
    }

    private static SymbolDisplayFormat SpaceFormat { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static bool CanBeExtended(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (FirstNotPartial(type, cancellation) is not null)
            return false;
        for (var at = type; at is not null; at = at.ContainingType)
        {
            // A method outside of any type is, while it is typed, in a type that has no name.
            if (at.IsGenericType || at.DeclaringSyntaxReferences.IsEmpty || !at.CanBeReferencedByName)
                return false;
        }

        return true;
    }

    private static string Head(INamedTypeSymbol type)
    {
        var kind = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        return $"partial {kind} {TypeNames.Identifier(type.Name)}";
    }

    private void WriteFrom(CodeWriter writer, int index, Action<CodeWriter> members)
    {
        if (index == Heads.Count)
        {
            members(writer);
            return;
        }

        using (writer.Open(Heads[index]))
            WriteFrom(writer, index + 1, members);
    }
}
