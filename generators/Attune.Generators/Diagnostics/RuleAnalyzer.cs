using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Diagnostics;

/// <summary>
/// Runs all rules. One analyzer and not one for each rule: the compiler's own work for an analyzer is far more than most
/// rules', and it is done for every type of a project.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleAnalyzer : DiagnosticAnalyzer
{
    private readonly Func<IReadOnlyList<IRule>> rules;

    /// <summary>An analyzer with every rule.</summary>
    public RuleAnalyzer()
        : this(AllRules.Create)
    {
    }

    internal RuleAnalyzer(Func<IReadOnlyList<IRule>> rules)
    {
        this.rules = rules;
        SupportedDiagnostics = [.. rules().Select(static rule => rule.Descriptor)];
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
            start.RegisterSymbolAction(new RuleChecks(rules(), new CleanTypes(rules, start.Compilation, start.Options)).Run, SymbolKind.NamedType));
    }
}
