using Attune.Generators.ChatTemplates;
using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Diagnostics;

/// <summary>The checks of all rules by what they look at, so that each type of a project is looked at once.</summary>
internal sealed class RuleChecks
{
    private readonly List<(string MetadataName, List<Action<DeclarationCheck>> Checks)> onAttributes = [];
    private readonly List<Action<TemplateUse>> onChatTemplates = [];
    private readonly List<(string MetadataName, Action<SymbolAnalysisContext, IMethodSymbol> Check)> onMethods = [];

    public RuleChecks(IEnumerable<IRule> rules)
    {
        OnAttribute(KnownNames.Recipe, recipe => Run(TemplateUses.OfBase(recipe)));
        OnAttribute(KnownNames.ChatTemplate, template => Run(TemplateUses.OfOwn(template)));
        foreach (var rule in rules)
            rule.Register(this);
    }

    /// <summary>Runs the check on every attribute of that metadata name on a type.</summary>
    public void OnAttribute(string metadataName, Action<DeclarationCheck> check)
    {
        var known = onAttributes.FindIndex(each => each.MetadataName == metadataName);
        if (known < 0)
            onAttributes.Add((metadataName, [check]));
        else
            onAttributes[known].Checks.Add(check);
    }

    /// <summary>Runs the check on the base model's template of every recipe, and on every template of the user's own.</summary>
    public void OnChatTemplate(Action<TemplateUse> check) => onChatTemplates.Add(check);

    /// <summary>Runs the check on every method with an attribute of that metadata name.</summary>
    public void OnMethod(string metadataName, Action<SymbolAnalysisContext, IMethodSymbol> check) => onMethods.Add((metadataName, check));

    public void Run(SymbolAnalysisContext symbol)
    {
        var type = (INamedTypeSymbol)symbol.Symbol;
        if (onMethods.Count > 0 && HasMethodWithAttribute(type, symbol.CancellationToken))
            RunOnMethods(symbol, type);
        foreach (var attribute in type.GetAttributes())
        {
            foreach (var (name, checks) in onAttributes)
            {
                if (!attribute.AttributeClass.Is(name))
                    continue;
                foreach (var check in checks)
                    check(new DeclarationCheck(symbol, type, attribute));
            }
        }
    }

    private void RunOnMethods(SymbolAnalysisContext symbol, INamedTypeSymbol type)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var (name, check) in onMethods)
            {
                if (method.Has(name))
                    check(symbol, method);
            }
        }
    }

    /// <summary>Few types have one; to see that, nothing need be bound.</summary>
    private static bool HasMethodWithAttribute(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
            && declaration.Members.Any(static member => member is MethodDeclarationSyntax { AttributeLists.Count: > 0 }));

    private void Run(IEnumerable<TemplateUse> uses)
    {
        if (onChatTemplates.Count == 0)
            return;
        foreach (var use in uses)
        {
            foreach (var check in onChatTemplates)
                check(use);
        }
    }
}
