using System.Collections.Immutable;
using System.Composition;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Attune.CodeFixes;

/// <summary>Puts what a rule suggests in the place of what it squiggles: the name that was meant, the number that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectNameCodeFix))]
[Shared]
public sealed class CorrectNameCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        DiagnosticDescriptors.UnknownVariable.Id,
        DiagnosticDescriptors.MissingFile.Id,
        DiagnosticDescriptors.AssertionThreshold.Id,
        DiagnosticDescriptors.UnknownBaseModel.Id,
        DiagnosticDescriptors.UnknownMember.Id,
        DiagnosticDescriptors.UnknownFilter.Id,
        DiagnosticDescriptors.MemberIsMethod.Id,
        DiagnosticDescriptors.UnknownLoraTarget.Id,
        DiagnosticDescriptors.StopTokenOutside.Id,
        DiagnosticDescriptors.SpecialTokenUnknown.Id,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(ImmutableSuggestion.Key, out var text) || text is null)
                continue;
            var change = new TextChange(diagnostic.Location.SourceSpan, text);
            var action = TextFix.Create($"Use '{text.Trim('"')}'", nameof(CorrectNameCodeFix), context.Document, change);
            context.RegisterCodeFix(action, diagnostic);
        }

        return Task.CompletedTask;
    }
}
