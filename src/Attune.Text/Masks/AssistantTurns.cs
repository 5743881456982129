namespace Attune.Text.Masks;

/// <summary>A run of characters that one message of the assistant wrote.</summary>
internal readonly record struct AssistantRun(int MessageIndex, int Start, int End);

/// <summary>Finds what the assistant wrote in a rendered conversation.</summary>
internal static class AssistantTurns
{
    private const string Assistant = "assistant";

    /// <summary>
    /// The runs in order. Runs of one message with nothing but template characters between are joined where
    /// <paramref name="joinOverTemplate"/> says so.
    /// </summary>
    public static List<AssistantRun> Find(SpannedText text, IReadOnlyList<string> roles, bool joinOverTemplate)
    {
        var runs = new List<AssistantRun>();
        var onlyTemplateSince = false;
        foreach (var span in text.Spans)
        {
            if (!IsWritten(span.Origin, roles))
            {
                onlyTemplateSince &= span.Origin.IsTemplate && joinOverTemplate;
                continue;
            }

            var continues = runs.Count > 0 && runs[^1].MessageIndex == span.Origin.MessageIndex
                && (runs[^1].End == span.Start || onlyTemplateSince);
            if (continues)
                runs[^1] = runs[^1] with { End = span.End };
            else
                runs.Add(new AssistantRun(span.Origin.MessageIndex, span.Start, span.End));
            onlyTemplateSince = true;
        }

        return runs;
    }

    private static bool IsWritten(Origin origin, IReadOnlyList<string> roles) =>
        origin.IsSaid
        && origin.MessageIndex < roles.Count
        && roles[origin.MessageIndex] == Assistant;
}
