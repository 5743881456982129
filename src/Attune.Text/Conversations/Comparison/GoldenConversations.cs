namespace Attune.Text.Conversations.Comparison;

/// <summary>
/// Conversations that between them go through the branches that chat templates have, with texts on which vocabularies and
/// ways of cutting differ. None of them spells a special token.
/// </summary>
public static class GoldenConversations
{
    private const string CallId = "a1b2c3d4e";

    private static readonly Message Rules = new("system", "You keep the log of a lighthouse. Answer in one sentence.");
    private static readonly Message Question = new("user", "How far does the lamp reach tonight?");
    private static readonly Message Answer = new("assistant", "Nineteen sea miles, as the air is clear.");
    private static readonly Message Next = new("user", "And if fog comes up?");
    private static readonly Message Second = new("assistant", "Then hardly two, and the horn is sounded.");

    private static readonly Message Thoughtful = Answer with { Reasoning = "The log says clear air.\nThe lamp's range is nineteen miles then." };

    private static readonly Message Texts = new(
        "user",
        "They'll say 12345678 or 3.14;  2 spaces, I'M told: \"Grüße, naïve café\"\n\n\tif (a  !=  b) {\r\n    return 0x7f;\n    }\n日本語の文。 Привет 👩‍🚀 …  ");

    private static readonly ToolDefinition Weather = new("visibility", "Looks up how far one can see.", new Dictionary<string, object?>
    {
        ["type"] = "object",
        ["properties"] = new Dictionary<string, object?>
        {
            ["place"] = new Dictionary<string, object?> { ["type"] = "string", ["description"] = "The coast's name." },
            ["hours"] = new Dictionary<string, object?> { ["type"] = "integer" },
        },
        ["required"] = new List<object?> { "place" },
    });

    private static readonly Message Call = new("assistant", null)
    {
        ToolCalls = [new("visibility", new Dictionary<string, object?> { ["place"] = "Skagen \"North\"", ["hours"] = 6 }) { Id = CallId }],
    };

    private static readonly Message Result = new("tool", "{\"miles\": 2, \"fog\": true}") { Name = "visibility", ToolCallId = CallId };

    /// <summary>
    /// One question; a system message; several turns; an answer with reasoning, last and in history; reasoning switched off
    /// (<c>enable_thinking</c>); tools, a call and its result; a text of numbers, code, blanks and several scripts.
    /// </summary>
    public static IReadOnlyList<GoldenConversation> All { get; } =
    [
        new("one question", new Conversation([Question]), true),
        new("system message", new Conversation([Rules, Question]), true),
        new("several turns, answered", new Conversation([Question, Answer, Next, Second]), false),
        new("several turns, asked", new Conversation([Rules, Question, Answer, Next]), true),
        new("reasoning, answered", new Conversation([Question, Thoughtful]), false),
        new("reasoning in history", new Conversation([Question, Thoughtful, Next]), true),
        new("reasoning switched off", new Conversation([Question]) { Variables = new Dictionary<string, object?> { ["enable_thinking"] = false } }, true),
        new("tools offered", new Conversation([Rules, Question]) { Tools = [Weather] }, true),
        new("tool call", new Conversation([Question, Call]) { Tools = [Weather] }, false),
        new("tool result", new Conversation([Question, Call, Result]) { Tools = [Weather] }, true),
        new("tool result, answered", new Conversation([Question, Call, Result, Second]) { Tools = [Weather] }, false),
        new("numbers, code and scripts", new Conversation([Texts]), true),
    ];
}
