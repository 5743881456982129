using Attune.Text;

namespace Attune.Generators.ChatTemplates;

/// <summary>Text of the template in the rendering of <see cref="ProbeConversation.Plain"/>.</summary>
internal sealed record InjectedText(int Position, string Text);

/// <summary>
/// Finds a default system prompt: where a conversation has no system message, the template writes, before the question, a
/// text in the place of the one that a system message would have.
/// </summary>
internal static class SystemPromptProbe
{
    // A blank or a line end between two tags is no prompt.
    private const int FewestLetters = 8;

    public static InjectedText? Find(TemplateProbe probe)
    {
        if (probe.Plain.Text is not { } plain || probe.WithSystem.Text is not { } system)
            return null;
        var question = plain.Spans.FirstOrDefault(static span => span.Origin == new Origin(0, MessagePart.Content));
        var given = system.Spans.FirstOrDefault(static span => span.Origin == new Origin(0, MessagePart.Content));
        var questionBehind = system.Spans.FirstOrDefault(static span => span.Origin == new Origin(1, MessagePart.Content));
        if (question.Length == 0 || given.Length == 0 || questionBehind.Start < given.End)
            return null;

        // frame + default + frame against frame + given + frame.
        var without = plain.Text.Substring(0, question.Start);
        var before = system.Text.Substring(0, given.Start);
        var after = system.Text.Substring(given.End, questionBehind.Start - given.End);
        if (without.Length <= before.Length + after.Length
            || !without.StartsWith(before, StringComparison.Ordinal) || !without.EndsWith(after, StringComparison.Ordinal))
            return null;
        var text = without.Substring(before.Length, without.Length - before.Length - after.Length);
        return text.Count(char.IsLetter) >= FewestLetters ? new InjectedText(before.Length, text) : null;
    }
}
