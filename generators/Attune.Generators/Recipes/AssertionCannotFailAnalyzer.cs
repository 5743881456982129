using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2017: an assertion can fail: it calls or throws something, and asks for more than no row at all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssertionCannotFailAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AssertionCannotFail];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        foreach (var method in check.Type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.Find(KnownNames.Assertion) is not { } attribute)
                continue;
            if (attribute.Named("AtLeast")?.Value is 0d)
            {
                var place = (check with { Attribute = attribute }).Argument("AtLeast")?.GetLocation();
                check.Report(DiagnosticDescriptors.AssertionCannotFail, place, method.Name, "AtLeast is 0, so it holds where no row passes", "Raise AtLeast.");
            }
            else if (!CanThrow(method, check.Cancellation))
            {
                check.Report(
                    DiagnosticDescriptors.AssertionCannotFail, method.Locations.FirstOrDefault(), method.Name,
                    "it calls nothing that could throw", "Assert something, such as answer.Should().NotBeEmpty().");
            }
        }
    }

    private static bool CanThrow(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not MethodDeclarationSyntax { Body: not null } and not MethodDeclarationSyntax { ExpressionBody: not null })
                return true;
            var nodes = reference.GetSyntax(cancellation).DescendantNodes();
            if (nodes.Any(static node => node is InvocationExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax))
                return true;
        }

        return method.DeclaringSyntaxReferences.IsEmpty;
    }
}
