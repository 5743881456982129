using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Prompts;

/// <summary>ATT2001: the texts of prompts and chat templates are valid Jinja.</summary>
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
        context.OnAttribute(KnownNames.ChatTemplate, static check => Check(check, check.Attribute.FirstString(), check.FirstArgument()));
    }

    private static void CheckPrompt(DeclarationCheck check)
    {
        Check(check, check.Attribute.NamedString("System"), check.Argument("System"));
        Check(check, check.Attribute.NamedString("User"), check.Argument("User"));
    }

    private static void Check(DeclarationCheck check, string? source, ExpressionSyntax? expression)
    {
        if (source is null || expression is null || TemplateSource.Parse(source, out var mistake) is not null || mistake is null)
            return;
        check.Report(DiagnosticDescriptors.TemplateSyntax, LiteralMap.Locate(expression, mistake.Position, mistake.Length), mistake.Message);
    }
}
