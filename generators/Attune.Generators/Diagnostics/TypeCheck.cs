using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Diagnostics;

/// <summary>What all rules say about one type.</summary>
internal sealed class TypeCheck(SymbolAnalysisContext context)
{
    public SymbolAnalysisContext Context => context;

    /// <summary>Whether any rule has said something.</summary>
    public bool HasFindings { get; private set; }

    public void Report(Diagnostic diagnostic)
    {
        HasFindings = true;
        context.ReportDiagnostic(diagnostic);
    }
}
