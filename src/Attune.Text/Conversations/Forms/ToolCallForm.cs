namespace Attune.Text.Conversations.Forms;

/// <summary>
/// Finds out in which form a template takes tool calls: the arguments as a dictionary or as JSON text, and the content that a
/// call does not have as null or as an empty text. Given the wrong one it prints Python's repr, JSON inside of a JSON
/// string, or <c>None</c>, and the model learns that.
/// </summary>
internal static class ToolCallForm
{
    private const string Key = "probed_key", Value = "probed_value", Json = "{\"probed_key\": \"probed_value\"}";

    /// <summary>Whether arguments must be given as text: they come out whole as text, and as a dictionary they do not.</summary>
    public static bool WantsTextArguments(ProbeRender probe)
    {
        var asMap = Written(probe, Map(), "") ?? Written(probe, Map(), null);
        if (asMap is not null && asMap.Text.IndexOf("'" + Key + "'", StringComparison.Ordinal) < 0)
            return false;
        var asText = Written(probe, Json, "") ?? Written(probe, Json, null);
        return asText is not null && asText.Text.IndexOf(Json, StringComparison.Ordinal) >= 0;
    }

    /// <summary>What the template makes of a call beside this content.</summary>
    public static CallWriting WrittenBeside(ProbeRender probe, string? content, bool textArguments)
    {
        if (Rendered(probe, textArguments ? Json : Map(), content) is not { } text || text.Text.IndexOf("None", StringComparison.Ordinal) >= 0)
            return CallWriting.Wrong;
        return HoldsArguments(text) ? CallWriting.Written : CallWriting.LeftOut;
    }

    /// <summary>A call with one more field of its message; null where the template refuses it.</summary>
    public static SpannedText? TryWithField(ProbeRender probe, bool textArguments, string name, object? value)
    {
        var messages = Messages(textArguments ? Json : Map(), "");
        ((List<KeyValuePair<string, object?>>)messages[1]!).Add(new(name, value));
        return probe.Try(messages) ?? probe.Try(messages, new List<object?> { Tool() });
    }

    /// <summary>The rendered probe; null where the template fails or does not write the arguments.</summary>
    private static SpannedText? Written(ProbeRender probe, object arguments, string? content) =>
        Rendered(probe, arguments, content) is { } text && HoldsArguments(text) ? text : null;

    private static SpannedText? Rendered(ProbeRender probe, object arguments, string? content) =>
        probe.Try(Messages(arguments, content)) ?? probe.Try(Messages(arguments, content), new List<object?> { Tool() });

    private static Dictionary<string, object?> Map() => new() { [Key] = Value };

    private static bool HoldsArguments(SpannedText text)
    {
        foreach (var span in text.Spans)
        {
            if (span.Origin.Part == MessagePart.ToolCallArguments)
                return true;
        }

        return false;
    }

    private static List<object?> Messages(object arguments, string? content)
    {
        var call = new Dictionary<string, object?>
        {
            ["id"] = "abcdef123",
            ["type"] = "function",
            ["function"] = new Dictionary<string, object?> { ["name"] = "probe", ["arguments"] = arguments },
        };
        return
        [
            ProbeRender.Message("user", "Go."),
            ProbeRender.Message("assistant", content, ("tool_calls", new List<object?> { call })),
            ProbeRender.Message("tool", "done", ("name", "probe"), ("tool_call_id", "abcdef123")),
        ];
    }

    private static object Tool() => new ToolDefinition("probe", "Probes.", new Dictionary<string, object?>
    {
        ["type"] = "object",
        ["properties"] = new Dictionary<string, object?> { [Key] = new Dictionary<string, object?> { ["type"] = "string" } },
    }).ToFields();
}
