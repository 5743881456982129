using Attune.Generators.Diagnostics;
using Attune.Text.Conversations;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2041: a chat template writes the messages of every role that the recipe's rows have.</summary>
internal sealed class RoleNotAcceptedRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.RoleNotAccepted;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    private static void Check(TemplateUse use)
    {
        // A template that fails for another reason refuses no role.
        if (use.Probe.Plain.Failure is { RaisedByTemplate: false })
            return;
        // Without the question there is no answer to refuse.
        var place = use.Probe.Plain.Failure?.Range;
        if (!Check(use, "user", place))
            return;
        Check(use, "assistant", place);
        if (use.HasSystem == true && use.Probe.Plain.Failure is null)
            Check(use, "system", use.Probe.WithSystem.Failure?.Range);
    }

    /// <returns>Whether the role is accepted.</returns>
    private static bool Check(TemplateUse use, string role, SourceRange? place)
    {
        var support = use.Probe.Facts.Roles[role];
        if (support == RoleSupport.Written)
            return true;
        var location = role == "system" && use.Source is null ? use.Check.Argument("Prompt")?.GetLocation() : null;
        use.Check.Report(
            DiagnosticDescriptors.RoleNotAccepted, location ?? use.Locate(place), use.NameAt(place), support == RoleSupport.Refused ? "refuses" : "leaves out", role,
            role == "system" ? "Move the text of System into User, or use another template." : "Use another template.");
        return false;
    }
}
