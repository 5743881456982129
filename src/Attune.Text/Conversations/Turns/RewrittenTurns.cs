namespace Attune.Text.Conversations.Turns;

/// <summary>Finds messages of the assistant that are written otherwise in the history than as the last message.</summary>
internal static class RewrittenTurns
{
    /// <param name="text">The rendered conversation.</param>
    /// <param name="roles">The role of each message.</param>
    /// <param name="start">Renders the first messages; null where the template refuses them.</param>
    public static List<int> Find(SpannedText text, IReadOnlyList<string> roles, Func<int, SpannedText?> start)
    {
        var rewritten = new List<int>();
        for (var message = 0; message < roles.Count - 1; message++)
        {
            if (roles[message] == "assistant" && start(message + 1) is { } asLast && Own(text, roles, message) != Own(asLast, roles, message))
                rewritten.Add(message);
        }

        return rewritten;
    }

    /// <summary>From the end of the messages before to the last character of the message; empty where it has none.</summary>
    private static string Own(SpannedText text, IReadOnlyList<string> roles, int message)
    {
        var runs = SaidRuns.Find(text, roles).FindAll(run => run.MessageIndex == message);
        if (runs.Count == 0)
            return "";
        var from = TurnFinder.EndOfEarlier(text, message, runs[0].Start);
        return text.Text.Substring(from, runs[runs.Count - 1].End - from);
    }
}
