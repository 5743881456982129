using System.Text.RegularExpressions;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2044: the template ends an answer with a stop token, so that the model learns to stop.</summary>
internal sealed class StopTokenOutsideRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.StopTokenOutside;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    // What a special token looks like in most vocabularies.
    private static readonly Regex SpecialToken = new(@"^\s*(<\|[^|<>\s]{1,64}\|>|<[^<>\s]{1,32}>)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static void Check(TemplateUse use)
    {
        var end = use.Probe.Plain.AnswerEnd;
        if (use.StopTokens.Count == 0 || end < 0)
            return;
        var closing = use.Probe.Plain.Text!.Text.Substring(end);
        if (use.StopTokens.Any(token => closing.IndexOf(token, StringComparison.Ordinal) >= 0))
            return;
        var expected = string.Join(" or ", use.StopTokens.Select(static token => $"'{token}'"));
        var written = SpecialToken.Match(closing);
        var stop = use.Source is null ? null : use.Check.Argument("StopToken");
        if (written.Success && stop is not null)
        {
            use.Check.ReportArgument(
                DiagnosticDescriptors.StopTokenOutside, stop, Literal.Of(written.Groups[1].Value), use.Name, expected, $"It writes '{written.Groups[1].Value}' there.");
            return;
        }

        // The part that writes the answer is where the stop token is missing.
        var place = use.Probe.WriterOf(use.Probe.Plain.Messages, false, closing.Length > 0 ? end : end - 1);
        use.Check.Report(
            DiagnosticDescriptors.StopTokenOutside, use.Locate(place), use.NameAt(place), expected,
            closing.Trim().Length == 0 ? "It writes nothing there." : $"It writes {TemplateUse.Show(closing)} there.");
    }
}
