using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Prompts;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Datasets;

/// <summary>ATT2003: a field is read by a prompt, or at least by an assertion. Nothing is said while there is no prompt, or one does not parse.</summary>
internal sealed class UnusedFieldRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnusedField;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        if (DatasetShapes.IsShaped(check.Attribute))
            return;
        var used = new HashSet<string>(StringComparer.Ordinal);
        var recipes = new List<INamedTypeSymbol>();
        var prompts = 0;
        foreach (var (type, attribute) in DeclarationFinder.Over(check.Type, check.Context.Compilation, check.Cancellation))
        {
            if (attribute.AttributeClass.Is(KnownNames.Recipe))
            {
                recipes.Add(type);
                continue;
            }

            if (TemplateSource.Variables(DeclaredLanguage.Of(attribute), attribute.NamedString("System"), attribute.NamedString("User")) is not { } variables)
                return;
            used.UnionWith(variables);
            prompts++;
        }

        if (prompts == 0)
            return;
        List<FoundField> unread = [.. PromptParser.PromptFields(check.Type, check.Cancellation).Where(field => !used.Contains(field.JsonName))];

        // Recipes are read to the last node, so only for a field that no prompt reads.
        if (unread.Count > 0)
            Report(check, unread, recipes);
    }

    private static void Report(DeclarationCheck check, List<FoundField> unread, List<INamedTypeSymbol> recipes)
    {
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var recipe in recipes)
            AddNames(recipe, mentioned, check.Cancellation);
        foreach (var field in unread)
        {
            if (!mentioned.Contains(field.Property.Name))
                check.Report(DiagnosticDescriptors.UnusedField, field.Location, field.JsonName, check.Type.Name);
        }
    }

    /// <summary>Adds every <c>.Name</c> that a recipe's methods mention.</summary>
    private static void AddNames(INamedTypeSymbol recipe, HashSet<string> names, CancellationToken cancellation)
    {
        foreach (var reference in recipe.DeclaringSyntaxReferences)
        {
            foreach (var access in reference.GetSyntax(cancellation).DescendantNodes().OfType<MemberAccessExpressionSyntax>())
                names.Add(access.Name.Identifier.ValueText);
        }
    }
}
