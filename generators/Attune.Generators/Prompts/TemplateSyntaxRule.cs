using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Prompts;

/// <summary>ATT2001: the texts of prompts are valid in their language, chat templates in Jinja.</summary>
internal sealed class TemplateSyntaxRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TemplateSyntax;

    public void Register(RuleChecks rules) => TemplateTexts.Register(rules, Check);

    private static void Check(DeclarationCheck check, PromptLanguage language, string source, ExpressionSyntax expression)
    {
        // A filter that does not exist is a rule of its own, with a suggestion.
        if (TemplateSource.Parse(source, language, out var mistake) is not null || mistake is null or { Unknown: not null })
            return;
        check.Report(DiagnosticDescriptors.TemplateSyntax, LiteralMap.Locate(expression, mistake.Position, mistake.Length), mistake.Message);
    }
}
