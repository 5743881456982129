using Attune.Text.Templates;

namespace Attune.Text.Conversations;

/// <summary>
/// Finds out whether a template wants the arguments of tool calls as a dictionary or as JSON text. Given the wrong one it
/// prints Python's repr, or JSON inside of a JSON string, and the model learns that.
/// </summary>
internal static class ToolArgumentForm
{
    private const string Key = "probed_key", Value = "probed_value", Json = "{\"probed_key\": \"probed_value\"}";

    /// <summary>Whether arguments must be given as text: they come out whole as text, and as a dictionary they do not.</summary>
    /// <param name="render">Renders messages with tools, or throws <see cref="TemplateRenderException"/>.</param>
    public static bool IsText(Func<List<object?>, object?, SpannedText> render)
    {
        var asMap = TryRender(render, new Dictionary<string, object?> { [Key] = Value });
        if (asMap is not null && HoldsArguments(asMap) && asMap.Text.IndexOf("'" + Key + "'", StringComparison.Ordinal) < 0)
            return false;
        var asText = TryRender(render, Json);
        return asText is not null && asText.Text.IndexOf(Json, StringComparison.Ordinal) >= 0;
    }

    private static SpannedText? TryRender(Func<List<object?>, object?, SpannedText> render, object arguments) =>
        TryRenderWith(render, arguments, null) ?? TryRenderWith(render, arguments, new List<object?> { Tool() });

    private static SpannedText? TryRenderWith(Func<List<object?>, object?, SpannedText> render, object arguments, object? tools)
    {
        try
        {
            return render(Messages(arguments), tools);
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    private static bool HoldsArguments(SpannedText text)
    {
        foreach (var span in text.Spans)
        {
            if (span.Origin.Part == MessagePart.ToolCallArguments)
                return true;
        }

        return false;
    }

    private static List<object?> Messages(object arguments)
    {
        var call = new Dictionary<string, object?>
        {
            ["id"] = "abcdef123",
            ["type"] = "function",
            ["function"] = new Dictionary<string, object?> { ["name"] = "probe", ["arguments"] = arguments },
        };
        return
        [
            new Message("user", "Go.").ToFields(),
            new Message("assistant", "") { Extra = new Dictionary<string, object?> { ["tool_calls"] = new List<object?> { call } } }.ToFields(),
            new Message("tool", "done") { Name = "probe", ToolCallId = "abcdef123" }.ToFields(),
        ];
    }

    private static object Tool() => new ToolDefinition("probe", "Probes.", new Dictionary<string, object?>
    {
        ["type"] = "object",
        ["properties"] = new Dictionary<string, object?> { [Key] = new Dictionary<string, object?> { ["type"] = "string" } },
    }).ToFields();
}
