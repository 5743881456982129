using Attune.Generators.Diagnostics;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Prompts;

/// <summary>ATT2022: filters and tests of a template are those of the language, also at places that few rows reach.</summary>
internal sealed class UnknownFilterRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnknownFilter;

    public void Register(RuleChecks rules) => TemplateTexts.Register(rules, Check);

    private static void Check(DeclarationCheck check, PromptLanguage language, string source, ExpressionSyntax expression)
    {
        var template = TemplateSource.Parse(source, language, out var mistake);
        if (mistake?.Unknown is { } unknown)
            Report(check, expression, unknown);
        foreach (var conditional in template?.UnknownBuiltins ?? [])
            Report(check, expression, conditional);
    }

    private static void Report(DeclarationCheck check, ExpressionSyntax expression, UnknownBuiltin unknown)
    {
        var known = unknown.Kind == "filter" ? TemplateLanguage.Filters : TemplateLanguage.Tests;
        var guess = Suggestion.For(unknown.Name, known.Where(static name => char.IsLetter(name[0])));
        var remedy = guess is null ? $"Use one of Jinja's {unknown.Kind}s, such as '{(unknown.Kind == "filter" ? "trim" : "defined")}'." : $"Did you mean '{guess}'?";
        var exact = LiteralMap.LocateExactly(expression, unknown.Range.Position, unknown.Range.Length);
        object[] arguments = [unknown.Kind, unknown.Name, remedy];
        if (guess is not null && exact is not null)
            check.ReportWithSuggestion(DiagnosticDescriptors.UnknownFilter, exact, guess, arguments);
        else
            check.Report(DiagnosticDescriptors.UnknownFilter, exact ?? expression.GetLocation(), arguments);
    }
}
