using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2017: an assertion can fail: it checks something that depends on the answer, and asks for more than no row at all.</summary>
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
            else if (AssertionBody.WhyItCannotFail(method, check.Cancellation) is { } reason)
            {
                check.Report(
                    DiagnosticDescriptors.AssertionCannotFail, method.Locations.FirstOrDefault(), method.Name,
                    reason, "Assert something about the answer, such as answer.Should().NotBeEmpty().");
            }
        }
    }
}
