using System.Text.RegularExpressions;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2046: what looks like a special token in a chat template is one of the base model's.</summary>
internal sealed class SpecialTokenUnknownRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.SpecialTokenUnknown;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    // In the texts of people these are rare; in templates they are meant as one token.
    private static readonly Regex SpecialToken = new(@"<[|\uFF5C][^|\uFF5C<>\s]{1,64}[|\uFF5C]>", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static void Check(TemplateUse use)
    {
        if (use.Base?.Tokens is not { IsKnown: true } || use.Render.Text is not { } text)
            return;
        var stop = use.Source is null ? null : use.Check.Argument("StopToken");
        if (stop is not null && use.StopTokens.Count == 1 && !IsKnown(use, use.StopTokens[0]))
            Report(use, use.StopTokens[0], stop);
        var seen = new HashSet<string>(use.StopTokens.Count == 1 && use.Source is not null ? use.StopTokens : [], StringComparer.Ordinal);
        foreach (var span in text.Spans)
        {
            if (!span.Origin.IsTemplate)
                continue;
            foreach (Match match in SpecialToken.Matches(text.Text.Substring(span.Start, span.Length)))
            {
                if (!IsKnown(use, match.Value) && seen.Add(match.Value))
                    Report(use, match.Value, span.Start + match.Index);
            }
        }
    }

    private static bool IsKnown(TemplateUse use, string token) => use.Base!.Tokens.Texts.Contains(token) || use.AddedTokens.Contains(token);

    private static void Report(TemplateUse use, string token, int position)
    {
        var place = use.Probe.WriterOf(use.Render.Messages, false, position);
        var guess = Suggestion.For(token, use.Base!.Tokens.Texts);
        object[] arguments = [use.NameAt(place), token, use.Base.Name, Remedy(token, guess)];
        var location = use.Locate(place, token);
        if (guess is not null && use.Source is not null && location.SourceSpan.Length == token.Length)
            use.Check.ReportWithSuggestion(DiagnosticDescriptors.SpecialTokenUnknown, location, guess, arguments);
        else
            use.Check.Report(DiagnosticDescriptors.SpecialTokenUnknown, location, arguments);
    }

    private static void Report(TemplateUse use, string token, ExpressionSyntax argument)
    {
        var guess = Suggestion.For(token, use.Base!.Tokens.Texts);
        use.Check.ReportArgument(
            DiagnosticDescriptors.SpecialTokenUnknown, argument, guess is null ? null : Literal.Of(guess), "StopToken", token, use.Base.Name, Remedy(token, guess));
    }

    private static string Remedy(string token, string? guess) => guess is null
        ? $"Use one that it has, or add it in the recipe with [AddedTokens({Literal.Of(token)}, Special = true)]."
        : $"Did you mean '{guess}'? A new token is added in the recipe with [AddedTokens].";
}
