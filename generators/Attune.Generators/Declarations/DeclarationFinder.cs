using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>Finds the prompts and recipes of a project.</summary>
internal static class DeclarationFinder
{
    public static List<INamedTypeSymbol> In(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        var found = new List<INamedTypeSymbol>();
        Visit(assembly.GlobalNamespace, found, cancellation);
        return found;
    }

    private static void Visit(INamespaceOrTypeSymbol symbol, List<INamedTypeSymbol> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (symbol is INamedTypeSymbol type
            && type.GetAttributes().Any(static attribute => attribute.AttributeClass.Is(KnownNames.Prompt) || attribute.AttributeClass.Is(KnownNames.Recipe)))
            found.Add(type);
        foreach (var member in symbol.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
                Visit(inner, found, cancellation);
        }
    }
}
