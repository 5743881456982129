namespace Attune.Text.Conversations.Turns;

/// <summary>
/// Finds what the assistant has to write in a rendered conversation. A turn starts where the prompt of inference ends: the
/// text between the messages before it and its own first character is compared with what a generation prompt writes at
/// that place. So what the template adds in front of a tool call or a thought is the assistant's, and the header that
/// names it is not. Only that place is compared, since templates rewrite what lies further back.
/// </summary>
internal static class TurnFinder
{
    /// <param name="text">The rendered conversation.</param>
    /// <param name="roles">The role of each message.</param>
    /// <param name="render">Renders the first messages, with generation prompt or without; null where the template refuses them.</param>
    public static List<AssistantTurn> Find(SpannedText text, IReadOnlyList<string> roles, Func<int, bool, SpannedText?> render)
    {
        var runs = SaidRuns.Find(text, roles);
        var turns = new List<AssistantTurn>();
        for (var message = 0; message < roles.Count; message++)
        {
            if (roles[message] != "assistant")
                continue;
            var first = runs.FindIndex(run => run.MessageIndex == message);
            if (first < 0)
            {
                if (FindEmpty(text, message, render(message, true)) is { } place)
                    turns.Add(new AssistantTurn(message, place, place));
                continue;
            }

            turns.Add(runs[first] with { Start = FindStart(text, message, runs[first].Start, render) });
            turns.AddRange(runs.Skip(first + 1).Where(run => run.MessageIndex == message));
        }

        turns.Sort((a, b) => a.Start.CompareTo(b.Start));
        return turns;
    }

    /// <summary>The turns that the template's own generation blocks mark.</summary>
    public static List<AssistantTurn> FromBlocks(SpannedText text, IReadOnlyList<string> roles)
    {
        var turns = new List<AssistantTurn>();
        foreach (var range in roles.Count == 0 ? [] : text.Generations)
            turns.Add(new AssistantTurn(MessageOf(text, range, roles), range.Start, range.End, IsBlock: true));
        return turns;
    }

    private static int FindStart(SpannedText text, int message, int firstSaid, Func<int, bool, SpannedText?> render)
    {
        if (render(message, true) is not { } prompt)
            return firstSaid;
        var before = EndOfEarlier(text, message, firstSaid);
        var (same, isWhole) = CommonLength(text, before, firstSaid, prompt, EndOfEarlier(prompt, message, prompt.Text.Length));
        if (isWhole)
            return before + same;

        // The template writes something else around the messages before; the header alone may still be there.
        var header = Header(prompt.Text, render(message, false)?.Text);
        var at = header.Length == 0 ? -1 : text.Text.Substring(before, firstSaid - before).LastIndexOf(header, StringComparison.Ordinal);
        if (at >= 0)
            return before + at + header.Length;

        // Nothing in common: two messages that the template joins to one, or a prompt for something else.
        return same > 0 ? before + same : firstSaid;
    }

    /// <summary>What the generation prompt adds.</summary>
    private static string Header(string prompt, string? without) =>
        without is not null && prompt.StartsWith(without, StringComparison.Ordinal) ? prompt.Substring(without.Length) : "";

    /// <summary>Where a message that prints nothing would start; null where the template leaves out its frame too.</summary>
    private static int? FindEmpty(SpannedText text, int message, SpannedText? prompt)
    {
        if (prompt is null)
            return null;
        var end = StartOfLater(text, message);
        var before = EndOfEarlier(text, message, end);
        var (same, isWhole) = CommonLength(text, before, end, prompt, EndOfEarlier(prompt, message, prompt.Text.Length));
        return same > 0 && isWhole ? before + same : null;
    }

    private static (int Length, bool IsWhole) CommonLength(SpannedText text, int from, int to, SpannedText prompt, int promptFrom)
    {
        var length = 0;
        var promptLength = prompt.Text.Length - promptFrom;
        while (length < promptLength && from + length < to && text.Text[from + length] == prompt.Text[promptFrom + length])
            length++;
        return length == promptLength ? (length, true) : (BackToBorder(text.Text, from, length), false);
    }

    // <think> and </think> have their first character in common; a border inside of a tag is none.
    private static int BackToBorder(string text, int from, int length)
    {
        for (var at = length - 1; at >= 0; at--)
        {
            if (text[from + at] is '>' or ']' or '\n')
                return length;
            if (text[from + at] is '<' or '[')
                return at;
        }

        return length;
    }

    /// <summary>Where the last character of an earlier message ends, in front of a limit.</summary>
    public static int EndOfEarlier(SpannedText text, int message, int limit)
    {
        for (var i = text.Spans.Count - 1; i >= 0; i--)
        {
            var span = text.Spans[i];
            if (span.Start < limit && span.Origin.MessageIndex >= 0 && span.Origin.MessageIndex < message)
                return span.End;
        }

        return 0;
    }

    private static int StartOfLater(SpannedText text, int message)
    {
        foreach (var span in text.Spans)
        {
            if (span.Origin.MessageIndex > message)
                return span.Start;
        }

        return text.Text.Length;
    }

    /// <summary>The message that speaks in a block; of an empty block the next one of the assistant behind what came before.</summary>
    private static int MessageOf(SpannedText text, TextRange range, IReadOnlyList<string> roles)
    {
        var before = 0;
        foreach (var span in text.Spans)
        {
            if (span.Start >= range.End)
                break;
            if (span.Origin.MessageIndex < 0)
                continue;
            if (span.End > range.Start && span.Origin.IsSaid)
                return span.Origin.MessageIndex;
            before = span.Origin.MessageIndex;
        }

        for (var message = before; message < roles.Count; message++)
        {
            if (roles[message] == "assistant")
                return message;
        }

        return before;
    }
}
