using Attune.Text.Conversations;

namespace Attune.Generators.ChatTemplates;

/// <summary>A turn that changes what stood before it.</summary>
/// <param name="Messages">The conversation with that turn.</param>
/// <param name="Difference">Where it differs from the text without the turn.</param>
internal sealed record HistoryChange(IReadOnlyList<Message> Messages, TextDifference Difference)
{
    public static HistoryChange? Find(TemplateProbe probe, ChatTemplateFacts facts)
    {
        if (facts.HistoryChange is not { } difference)
            return null;
        string? before = null;
        for (var turns = 2; turns <= ProbeConversation.Turns.Count; turns++)
        {
            List<Message> messages = [.. ProbeConversation.Turns.Take(turns)];
            var now = probe.Render(messages, false, out _);
            if (before is not null && now is not null && !now.StartsWith(before, StringComparison.Ordinal))
                return new HistoryChange(messages, new TextDifference(FirstDifference(before, now), difference.Expected, difference.Actual));
            before = now ?? before;
        }

        return null;
    }

    private static int FirstDifference(string before, string now)
    {
        var at = 0;
        while (at < before.Length && at < now.Length && before[at] == now[at])
            at++;
        return at;
    }
}
