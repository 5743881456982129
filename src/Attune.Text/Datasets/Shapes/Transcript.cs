using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>
/// A conversation in one text: blocks that begin with <c>Human:</c> or <c>Assistant:</c> after an empty line, as in
/// Anthropic's HH-RLHF.
/// </summary>
internal static class Transcript
{
    private static readonly (string Mark, string Role)[] Marks = [("\n\nHuman:", "user"), ("\n\nAssistant:", "assistant")];

    public static bool IsOne(DataValue value) =>
        value.Kind == DataKind.String && value.Text.StartsWith(Marks[0].Mark, StringComparison.Ordinal);

    public static List<Message> Read(DataValue value)
    {
        var text = value.AsString();
        var messages = new List<Message>();
        for (var at = 0; at < text.Length;)
        {
            var (mark, role) = Array.Find(Marks, candidate => text.AsSpan(at).StartsWith(candidate.Mark, StringComparison.Ordinal));
            var start = at + mark.Length;
            at = Marks.Select(next => text.IndexOf(next.Mark, start, StringComparison.Ordinal)).Where(next => next >= 0).DefaultIfEmpty(text.Length).Min();
            messages.Add(new Message(role, text[start..at].Trim()));
        }

        return messages;
    }
}
