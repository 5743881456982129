using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2008: an assertion is a static void method of the row and the completion.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssertionSignatureAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AssertionSignature];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row)
            return;
        foreach (var method in check.Type.GetMembers().OfType<IMethodSymbol>())
        {
            if (!method.Has(KnownNames.Assertion) || HasUnresolvedType(method))
                continue;
            if (AssertionMethod.Problem(method, row) is { } problem)
                check.Report(DiagnosticDescriptors.AssertionSignature, method.Locations.FirstOrDefault(), method.Name, problem, row.Name);
        }
    }

    /// <summary>The compiler has said it already.</summary>
    private static bool HasUnresolvedType(IMethodSymbol method) =>
        method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error);
}
