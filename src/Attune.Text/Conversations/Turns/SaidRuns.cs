namespace Attune.Text.Conversations.Turns;

/// <summary>Finds where the messages of the assistant speak in a rendered text.</summary>
internal static class SaidRuns
{
    /// <summary>
    /// For each message of the assistant the stretches from its first to its last character; several where other messages
    /// lie between. In the order of the text; a message of which the template prints nothing has none.
    /// </summary>
    public static List<AssistantTurn> Find(SpannedText text, IReadOnlyList<string> roles)
    {
        var runs = new List<AssistantTurn>();
        var isOpen = false;
        var named = new HashSet<Origin>();
        foreach (var span in text.Spans)
        {
            var origin = span.Origin;
            var last = runs.Count - 1;
            // Templates name the tool once more in front of its answer, which is theirs to write.
            if (origin.Part == MessagePart.ToolCallName && !named.Add(origin))
                continue;
            var isSame = last >= 0 && origin.MessageIndex == runs[last].MessageIndex;
            if (!origin.IsSaid || origin.MessageIndex >= roles.Count || roles[origin.MessageIndex] != "assistant")
            {
                isOpen &= origin.IsTemplate || isSame;
                continue;
            }

            if (isSame && isOpen)
                runs[last] = runs[last] with { End = span.End };
            else
                runs.Add(new AssistantTurn(origin.MessageIndex, span.Start, span.End));
            isOpen = true;
        }

        return runs;
    }
}
