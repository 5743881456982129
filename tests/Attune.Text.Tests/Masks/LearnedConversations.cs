using Attune.Text.Conversations;

namespace Attune.Text.Tests.Masks;

/// <summary>Conversations of each kind, for looking at what is learned of them.</summary>
internal static class LearnedConversations
{
    private static readonly ToolDefinition s_weather = new("get_weather", "Weather of a city.", new Dictionary<string, object?>
    {
        ["type"] = "object",
        ["properties"] = new Dictionary<string, object?> { ["city"] = new Dictionary<string, object?> { ["type"] = "string", ["description"] = "The city." } },
        ["required"] = new List<object?> { "city" },
    });

    public static Conversation Talk { get; } = new(
        [new("user", "First question?"), new("assistant", "First answer."), new("user", "Second question?"), new("assistant", "Second answer.")]);

    public static IEnumerable<(string Kind, Conversation Conversation)> All()
    {
        yield return ("talk", Talk);
        yield return ("system", new([new("system", "Be brief."), new("user", "Question?"), new("assistant", "Answer.")]));
        yield return ("reasoning", new(
        [
            new("user", "First question?"), new("assistant", "First answer.") { Reasoning = "First thought." },
            new("user", "Second question?"), new("assistant", "Second answer.") { Reasoning = "Second thought." },
        ]));
        yield return ("tools", new(
        [
            new("user", "Weather in Oslo?"),
            new("assistant", "") { ToolCalls = [new("get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" }) { Id = "abcdef123" }] },
            new("tool", "snow") { Name = "get_weather", ToolCallId = "abcdef123" },
            new("assistant", "Snow."),
        ])
        { Tools = [s_weather] });
        yield return ("blanks", new([new("user", " Question? "), new("assistant", " Answer. \n")]));
    }
}
