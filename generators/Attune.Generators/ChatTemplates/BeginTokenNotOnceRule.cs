using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2045: a text starts with the begin token once, where the tokenizer asks for one.</summary>
internal sealed class BeginTokenNotOnceRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.BeginTokenNotOnce;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    private static void Check(TemplateUse use)
    {
        if (use.Base?.Tokens is not { Begin: { Length: > 0 } begin } tokens || use.Render.Text?.Text is not { } text)
            return;
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        var isThere = string.CompareOrdinal(text, start, begin, 0, begin.Length) == 0;
        var second = start + begin.Length;
        if (isThere && string.CompareOrdinal(text, second, begin, 0, begin.Length) == 0)
            Report(use, begin, second, "twice", "Remove one of them");
        else if (!isThere && tokens.WantsBegin)
            Report(use, begin, 0, "not at all, although the tokenizer puts it before every text", "Write {{ bos_token }} at the start of a template of your own");
    }

    private static void Report(TemplateUse use, string begin, int position, string fact, string remedy)
    {
        var place = use.Probe.WriterOf(use.Render.Messages, false, position);
        use.Check.Report(DiagnosticDescriptors.BeginTokenNotOnce, use.Locate(place, fact == "twice" ? begin : null), use.NameAt(place), begin, fact, remedy);
    }
}
