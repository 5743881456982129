using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Prompts;

/// <summary>ATT2001: the texts of prompts are valid in their language, chat templates in Jinja.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TemplateSyntaxAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TemplateSyntax];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Prompt, CheckPrompt);
        context.OnAttribute(KnownNames.ChatTemplate, static check => Check(check, PromptLanguage.Jinja, check.Attribute.FirstString(), check.FirstArgument()));
    }

    private static void CheckPrompt(DeclarationCheck check)
    {
        var language = DeclaredLanguage.Of(check.Attribute);
        Check(check, language, check.Attribute.NamedString("System"), check.Argument("System"));
        Check(check, language, check.Attribute.NamedString("User"), check.Argument("User"));
    }

    private static void Check(DeclarationCheck check, PromptLanguage language, string? source, ExpressionSyntax? expression)
    {
        // A filter that does not exist is a rule of its own, with a suggestion.
        if (source is null || expression is null || TemplateSource.Parse(source, language, out var mistake) is not null || mistake is null or { Unknown: not null })
            return;
        check.Report(DiagnosticDescriptors.TemplateSyntax, LiteralMap.Locate(expression, mistake.Position, mistake.Length), mistake.Message);
    }
}
