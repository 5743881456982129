using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Prompts;

/// <summary>ATT2023: <c>order.items</c> is the method <c>items</c> of a dict, also where the record has a field of that name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MemberIsMethodAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MemberIsMethod];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Prompt, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || !row.Has(KnownNames.Dataset))
            return;
        foreach (var prompt in PromptTemplate.In(check))
        {
            foreach (var member in prompt.Template.Members)
            {
                if (!member.IsAttribute || member.IsCalled
                    || MemberOwner.Of(row, member, check.Cancellation) is not { } owner
                    || !owner.Fields.Contains(member.Name) || !owner.Methods.Contains(member.Name))
                    continue;

                // The dot belongs to what is replaced.
                var (location, isExact) = prompt.Locate(member.Range.Position - 1, member.Range.Length + 1);
                if (isExact && prompt.Template.Source[member.Range.Position - 1] == '.')
                    check.ReportWithSuggestion(DiagnosticDescriptors.MemberIsMethod, location, $"['{member.Name}']", member.Name, owner.Description);
                else
                    check.Report(DiagnosticDescriptors.MemberIsMethod, location, member.Name, owner.Description);
            }
        }
    }
}
