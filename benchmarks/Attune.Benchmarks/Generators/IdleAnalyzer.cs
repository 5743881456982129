using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Benchmarks.Generators;

/// <summary>An analyzer that is shown every type and says nothing.</summary>
#pragma warning disable RS1036, RS1041 // It lives in a program and is never shipped.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdleAnalyzer : DiagnosticAnalyzer
{
    /// <summary>One that is never reported.</summary>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("IDLE", "Idle", "Idle.", "Idle", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    /// <summary>Asks for every type.</summary>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static symbol => symbol.Symbol.GetAttributes(), SymbolKind.NamedType);
    }
}
