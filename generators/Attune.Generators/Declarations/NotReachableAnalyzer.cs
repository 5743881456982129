using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Declarations;

/// <summary>ATT2020: generated code elsewhere in the project can name the type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotReachableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NotReachable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Dataset, Check);
        context.OnAttribute(KnownNames.Prompt, Check);
        context.OnAttribute(KnownNames.ChatTemplate, Check);
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        var identifier = check.Type.Locations.FirstOrDefault();
        for (var at = check.Type; at is not null; at = at.ContainingType)
        {
            if (at.IsGenericType)
            {
                check.Report(DiagnosticDescriptors.NotReachable, identifier, check.Type.Name, "generic, or inside a generic type", "Declare it without type parameters.");
                return;
            }
        }

        if (!DeclaredType.IsVisible(check.Type))
            check.Report(DiagnosticDescriptors.NotReachable, identifier, check.Type.Name, "private, or inside a private type", "Make it internal or public.");
    }
}
