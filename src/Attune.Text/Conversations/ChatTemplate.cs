using System.Security.Cryptography;
using System.Text;
using Attune.Text.Conversations.Forms;
using Attune.Text.Conversations.Schemas;
using Attune.Text.Templates;

namespace Attune.Text.Conversations;

/// <summary>
/// A template that turns conversations into the text a model reads, with the special tokens it may print. Templates take
/// some things in different forms; each gets the form that it prints well, found out by a few small renders: the arguments of
/// tool calls as a dictionary or as JSON text, a content that is null or empty, parts or one text, the reasoning
/// by the name that the template reads. What stands in
/// <see cref="Message.Extra"/> is given as it is.
/// </summary>
public sealed class ChatTemplate
{
    // Small conversations need some thousands; a template that works without end is not to do so several times.
    private const long ProbeSteps = 1_000_000;

    private readonly IReadOnlyDictionary<string, object?> _specialTokens;
    private readonly RenderOptions _options;
    private readonly MessageForms _forms;
    private string? _hash;

    private ChatTemplate(
        Template template, IReadOnlyDictionary<string, object?> specialTokens, RenderOptions options, MessageForms? forms = null)
    {
        Template = template;
        _specialTokens = specialTokens;
        _options = options;
        var limited = options with { MaxSteps = Math.Min(options.MaxSteps, ProbeSteps) };
        _forms = forms ?? new MessageForms(new ProbeRender(
            (messages, tools) => RenderFields(messages, false, new Dictionary<string, object?> { ["tools"] = tools }, limited)));
    }

    /// <summary>The template's text.</summary>
    public string Source => Template.Source;

    /// <summary>The parsed template.</summary>
    public Template Template { get; }

    /// <summary>The variables that every render sees: <c>bos_token</c>, <c>eos_token</c> and the like.</summary>
    public IReadOnlyDictionary<string, object?> SpecialTokens => _specialTokens;

    /// <summary>SHA-256 of the source (UTF-8), in lower-case hexadecimal digits.</summary>
    public string Hash => _hash ??= ComputeHash(Source);

    /// <summary>Reads a chat template.</summary>
    /// <param name="source">Its Jinja text.</param>
    /// <param name="specialTokens">Variables for every render, such as <c>bos_token</c>; none by default.</param>
    /// <exception cref="TemplateSyntaxException">The template cannot be read; says where.</exception>
    public static ChatTemplate Parse(string source, IReadOnlyDictionary<string, object?>? specialTokens = null) =>
        new(Template.Parse(source), specialTokens ?? new Dictionary<string, object?>(), new RenderOptions { TrackMessages = true });

    /// <summary>The same template with other limits, or with a clock for <c>strftime_now</c>.</summary>
    /// <param name="options">The options; messages are tracked whatever they say.</param>
    public ChatTemplate With(RenderOptions options) => new(Template, _specialTokens, options with { TrackMessages = true });

    /// <summary>The same template, given what messages hold in the forms that another one takes.</summary>
    internal ChatTemplate WithFormsOf(ChatTemplate other) => new(Template, _specialTokens, _options, other._forms);

    /// <summary>Renders a conversation.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="addGenerationPrompt">Whether to end with the prompt for an answer.</param>
    /// <param name="variables">More variables (<c>tools</c>, <c>documents</c>, <c>enable_thinking</c> ...); they win over special tokens.</param>
    /// <exception cref="TemplateRenderException">The template failed or refused the conversation; says where.</exception>
    public RenderedConversation Render(
        IReadOnlyList<Message> messages, bool addGenerationPrompt = false, IReadOnlyDictionary<string, object?>? variables = null)
    {
        var fields = ToFields(messages);
        return new RenderedConversation(RenderFields(fields, addGenerationPrompt, variables), messages, addGenerationPrompt)
        {
            Render = (count, prompt) => TryRenderFields(fields.GetRange(0, count), prompt, variables),
        };
    }

    /// <summary>Renders a conversation with its tools.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="addGenerationPrompt">Whether to end with the prompt for an answer.</param>
    /// <exception cref="AttuneException">
    /// ATT4005, ATT4006: a tool call does not fit the tools of the conversation. ATT4007: the schema of a tool is damaged.
    /// </exception>
    /// <exception cref="TemplateRenderException">The template failed or refused the conversation; says where.</exception>
    public RenderedConversation Render(Conversation conversation, bool addGenerationPrompt = false)
    {
        if (conversation is null)
            throw new ArgumentNullException(nameof(conversation));
        ToolCallCheck.Check(conversation);
        return Render(conversation.Messages, addGenerationPrompt, conversation.ToVariables());
    }

    /// <summary>Renders a conversation up to the end of its last message's text, so that a model goes on with that message.</summary>
    /// <param name="messages">The messages; the last one has text.</param>
    /// <param name="variables">More variables, as in <see cref="Render(IReadOnlyList{Message}, bool, IReadOnlyDictionary{string, object})"/>.</param>
    /// <exception cref="AttuneException">ATT4003: the last message has no text, or the template does not write it as it stands.</exception>
    /// <exception cref="TemplateRenderException">The template failed or refused the conversation; says where.</exception>
    public RenderedConversation RenderToContinue(IReadOnlyList<Message> messages, IReadOnlyDictionary<string, object?>? variables = null)
    {
        var text = FinalMessage.RenderUpToIt(ToFields(messages), fields => RenderFields(fields, false, variables));
        return new RenderedConversation(text, messages, false);
    }

    private List<object?> ToFields(IReadOnlyList<Message> messages)
    {
        var fields = new List<object?>(messages.Count);
        foreach (var message in messages)
            fields.Add(message.ToFields(_forms, fields.Count));
        return fields;
    }

    private SpannedText? TryRenderFields(List<object?> messages, bool addGenerationPrompt, IReadOnlyDictionary<string, object?>? variables)
    {
        try
        {
            return RenderFields(messages, addGenerationPrompt, variables);
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    private SpannedText RenderFields(
        List<object?> messages, bool addGenerationPrompt, IReadOnlyDictionary<string, object?>? variables, RenderOptions? options = null)
    {
        var all = new Dictionary<string, object?> { ["tools"] = null, ["documents"] = null };
        foreach (var token in _specialTokens)
            all[token.Key] = SpecialTokenValue(token.Value);
        all["messages"] = messages;
        all["add_generation_prompt"] = addGenerationPrompt;
        if (variables is not null)
        {
            foreach (var variable in variables)
                all[variable.Key] = variable.Key.EndsWith("_token", StringComparison.Ordinal) ? SpecialTokenValue(variable.Value) : variable.Value;
        }

        return Template.Render(all, options ?? _options);
    }

    // Tokens that the caller gives are the template's own, as if they stood in it.
    private static object? SpecialTokenValue(object? value) => value switch
    {
        string text => SpannedText.FromTemplate(text),
        IEnumerable<object?> several => several.Select(SpecialTokenValue).ToList(),
        _ => value,
    };

    private static string ComputeHash(string source)
    {
        var bytes = Encoding.UTF8.GetBytes(source);
#if NET
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
#else
        using var algorithm = SHA256.Create();
        var text = new StringBuilder();
        foreach (var octet in algorithm.ComputeHash(bytes))
            text.Append(octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
#endif
    }
}
