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
    private readonly List<(string MetadataName, Action<TypeCheck, IMethodSymbol> Check)> onMethods = [];
    private readonly CleanTypes? clean;

    /// <param name="rules">The rules.</param>
    /// <param name="clean">The types about which they are known to have nothing to say; null to ask them about all.</param>
    public RuleChecks(IEnumerable<IRule> rules, CleanTypes? clean = null)
    {
        this.clean = clean;
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
    public void OnMethod(string metadataName, Action<TypeCheck, IMethodSymbol> check) => onMethods.Add((metadataName, check));

    public void Run(SymbolAnalysisContext symbol)
    {
        var type = (INamedTypeSymbol)symbol.Symbol;
        var (hasAttributes, hasMethods) = Look(type, symbol.CancellationToken);
        if ((!hasAttributes && !hasMethods) || clean?.Has(type) == true)
            return;
        var check = new TypeCheck(symbol);
        if (hasMethods)
            RunOnMethods(check, type);
        if (hasAttributes)
            RunOnAttributes(check, type);
        if (!check.HasFindings)
            clean?.Add(type);
    }

    private void RunOnAttributes(TypeCheck owner, INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            foreach (var (name, checks) in onAttributes)
            {
                if (!attribute.AttributeClass.Is(name))
                    continue;
                foreach (var check in checks)
                    check(new DeclarationCheck(owner, type, attribute));
            }
        }
    }

    private void RunOnMethods(TypeCheck owner, INamedTypeSymbol type)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var (name, check) in onMethods)
            {
                if (method.Has(name))
                    check(owner, method);
            }
        }
    }

    /// <summary>Whether a type has attributes, or methods that have some. Few types have; to see that, nothing need be bound.</summary>
    private static (bool HasAttributes, bool HasMethods) Look(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var (hasAttributes, hasMethods) = (false, false);
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not MemberDeclarationSyntax declaration)
                continue;
            hasAttributes |= declaration.AttributeLists.Count > 0;
            hasMethods |= declaration is TypeDeclarationSyntax { Members: var members }
                && members.Any(static member => member is MethodDeclarationSyntax { AttributeLists.Count: > 0 });
        }

        return (hasAttributes, hasMethods);
    }

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
