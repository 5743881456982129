using Attune.Text.Templates;

namespace Attune.Text.Conversations;

/// <summary>
/// What a chat template does, found out by rendering small conversations: the facts on which training and inference agree
/// or not.
/// </summary>
public sealed record ChatTemplateFacts
{
    private const string Question = "Which colour is the sky?", Answer = "It is blue.", Next = "And grass?", Second = "It is green.";

    private static readonly string[] s_roles = ["system", "developer", "user", "assistant", "tool"];

    private ChatTemplateFacts(ChatTemplate template)
    {
        Roles = ProbeRoles(template);
        // A template may count its answers by an assistant message in between, so the closing text is looked at in the last one.
        ClosingText = ProbeClosingText(template);
        HistoryChange = ProbeHistory(template);
        GenerationPromptChange = ProbeGenerationPrompt(template);
    }

    /// <summary>What the template does with each of the roles system, developer, user, assistant and tool.</summary>
    public IReadOnlyDictionary<string, RoleSupport> Roles { get; }

    /// <summary>What the template writes after the last answer's text, up to its end; null where it does not render an answer.</summary>
    public string? ClosingText { get; }

    /// <summary>Where rendering one more turn changes what was already there; null where it never does.</summary>
    public TextDifference? HistoryChange { get; }

    /// <summary>
    /// Where the prompt of inference (with generation prompt) and the answer differ from what training sees; null where
    /// they are the same.
    /// </summary>
    public TextDifference? GenerationPromptChange { get; }

    /// <summary>Whether the rendering of n turns starts the rendering of n + 1 turns.</summary>
    public bool IsHistoryStable => HistoryChange is null;

    /// <summary>Whether training and inference see the same text.</summary>
    public bool TrainsWhatItInfers => GenerationPromptChange is null;

    /// <summary>Probes a template. It takes a dozen small renders.</summary>
    /// <param name="template">The template.</param>
    public static ChatTemplateFacts Probe(ChatTemplate template) => new(template ?? throw new ArgumentNullException(nameof(template)));

    /// <summary>Whether the template writes this token right after an answer.</summary>
    /// <param name="token">The stop token's text, such as <c>&lt;|im_end|&gt;</c>.</param>
    public bool EmitsAfterAnswer(string token) => token.Length > 0 && ClosingText?.StartsWith(token, StringComparison.Ordinal) == true;

    /// <summary>
    /// Compares, for a conversation that ends with an answer, the prompt of inference with the text of training: null where
    /// the one starts the other and the answer's text follows at once.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="messages">The conversation; its last message is the answer.</param>
    /// <param name="variables">More variables for both renders.</param>
    /// <exception cref="TemplateRenderException">The template refuses the conversation.</exception>
    public static TextDifference? ComparePrompt(
        ChatTemplate template, IReadOnlyList<Message> messages, IReadOnlyDictionary<string, object?>? variables = null)
    {
        var prompt = template.Render(Take(messages, messages.Count - 1), true, variables).Text.Text;
        var training = template.Render(messages, false, variables).Text.Text;
        var answer = messages[messages.Count - 1];
        return TextDifference.OfPrefix(prompt + (answer.Reasoning is null ? answer.Content : ""), training);
    }

    private static Dictionary<string, RoleSupport> ProbeRoles(ChatTemplate template)
    {
        var roles = new Dictionary<string, RoleSupport>();
        foreach (var role in s_roles)
            roles[role] = ProbeRole(template, role);
        return roles;
    }

    private static RoleSupport ProbeRole(ChatTemplate template, string role)
    {
        Message user = new("user", Question), answer = new("assistant", Answer);
        switch (role)
        {
            case "user":
                return Support(template, [user], 0);
            case "assistant":
                return Support(template, [user, answer], 1);
            case "tool":
                return Support(template, ToolConversation(), 2);
            default:
                return Support(template, [new Message(role, "Be brief."), user], 0);
        }
    }

    private static List<Message> ToolConversation() =>
    [
        new("user", Question),
        new("assistant", "")
        {
            ToolCalls = [new("colour", new Dictionary<string, object?> { ["of"] = "sky" }) { Id = "abcdef123" }],
        },
        new("tool", "blue") { Name = "colour", ToolCallId = "abcdef123" },
    ];

    private static RoleSupport Support(ChatTemplate template, IReadOnlyList<Message> messages, int index)
    {
        if (TryRender(template, messages, false) is not { } rendered)
            return RoleSupport.Refused;
        foreach (var span in rendered.Spans)
        {
            if (span.Origin.MessageIndex == index && span.Origin.Part is MessagePart.Content or MessagePart.ToolResult)
                return RoleSupport.Written;
        }

        return RoleSupport.LeftOut;
    }

    private static string? ProbeClosingText(ChatTemplate template)
    {
        if (TryRender(template, [new("user", Question), new("assistant", Answer)], false) is not { } rendered)
            return null;
        for (var i = rendered.Spans.Count - 1; i >= 0; i--)
        {
            if (rendered.Spans[i].Origin == new Origin(1, MessagePart.Content))
                return rendered.Text.Substring(rendered.Spans[i].End);
        }

        return null;
    }

    private static TextDifference? ProbeHistory(ChatTemplate template)
    {
        Message[] all = [new("user", Question), new("assistant", Answer), new("user", Next), new("assistant", Second), new("user", Question)];
        string? before = null;
        for (var n = 2; n <= all.Length; n++)
        {
            var now = TryRender(template, Take(all, n), false)?.Text;
            if (before is not null && now is not null && TextDifference.OfPrefix(before, now) is { } change)
                return change;
            before = now ?? before;
        }

        return null;
    }

    private static TextDifference? ProbeGenerationPrompt(ChatTemplate template)
    {
        Message[] messages = [new("user", Question), new("assistant", Answer)];
        var prompt = TryRender(template, Take(messages, 1), true)?.Text;
        var training = TryRender(template, messages, false)?.Text;
        return prompt is null || training is null ? null : TextDifference.OfPrefix(prompt + Answer, training);
    }

    private static SpannedText? TryRender(ChatTemplate template, IReadOnlyList<Message> messages, bool addGenerationPrompt)
    {
        try
        {
            return template.Render(messages, addGenerationPrompt).Text;
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    private static List<Message> Take(IReadOnlyList<Message> messages, int count)
    {
        var taken = new List<Message>(count);
        for (var i = 0; i < count; i++)
            taken.Add(messages[i]);
        return taken;
    }
}
