using Microsoft.CodeAnalysis;

namespace Attune.Generators.Diagnostics;

/// <summary>What is proved about the user's declarations, and the diagnostic where it does not hold. Each compilation has its own.</summary>
internal interface IRule
{
    DiagnosticDescriptor Descriptor { get; }

    /// <summary>Says what the rule wants to see.</summary>
    void Register(RuleChecks rules);
}
