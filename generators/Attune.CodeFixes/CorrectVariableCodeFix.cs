using System.Collections.Immutable;
using System.Composition;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Attune.CodeFixes;

/// <summary>Puts the field that ATT2002 takes a misspelt variable for into the template.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectVariableCodeFix))]
[Shared]
public sealed class CorrectVariableCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnknownVariable.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(ImmutableSuggestion.Key, out var field) || field is null)
                continue;
            var change = new TextChange(diagnostic.Location.SourceSpan, field);
            var action = TextFix.Create($"Use '{field}'", nameof(CorrectVariableCodeFix), context.Document, change);
            context.RegisterCodeFix(action, diagnostic);
        }

        return Task.CompletedTask;
    }
}
