namespace Attune.Text.Conversations.Forms;

/// <summary>Finds out by which name a template reads the reasoning of a message.</summary>
internal static class ReasoningForm
{
    // As most templates have it first; tool_plan is Cohere's, beside tool calls only.
    private static readonly string[] s_names = ["reasoning_content", "thinking", "reasoning", "tool_plan"];

    /// <summary>The first name that the template prints, in an answer or beside a call; the usual one where it prints none.</summary>
    public static string NameOf(ProbeRender probe, bool textArguments)
    {
        foreach (var name in s_names)
        {
            if (Prints(probe.Try([User(), ProbeRender.Message("assistant", "Done.", (name, "Probed."))])))
                return name;
        }

        foreach (var name in s_names)
        {
            if (Prints(ToolCallForm.TryWithField(probe, textArguments, name, "Probed.")))
                return name;
        }

        return s_names[0];
    }

    private static List<KeyValuePair<string, object?>> User() => ProbeRender.Message("user", "Go.");

    private static bool Prints(SpannedText? text)
    {
        foreach (var span in text?.Spans ?? [])
        {
            if (span.Origin.Part == MessagePart.Reasoning)
                return true;
        }

        return false;
    }
}
