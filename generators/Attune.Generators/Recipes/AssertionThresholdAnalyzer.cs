using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2009: a threshold is a share from 0 to 1.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssertionThresholdAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AssertionThreshold];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        foreach (var method in check.Type.GetMembers())
        {
            if (method.Find(KnownNames.Assertion) is not { } attribute || attribute.Named("AtLeast")?.Value is not double share || share is >= 0 and <= 1)
                continue;
            var percent = share is > 1 and <= 100 ? $" For {Literal.Show(share)} percent write {Literal.Show(share / 100)}." : "";
            var suggestion = percent.Length == 0 ? null : Literal.Show(share / 100);
            if ((check with { Attribute = attribute }).Argument("AtLeast") is { } argument)
                check.ReportArgument(DiagnosticDescriptors.AssertionThreshold, argument, suggestion, Literal.Show(share), percent);
        }
    }
}
