using Attune.Cli.Rows;
using Attune.Text;
using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Templates;

namespace Attune.Cli.Templates;

/// <summary>Renders what a row asks for.</summary>
/// <param name="templates">Templates by path and by text.</param>
/// <param name="defaultTemplate">The template of rows that name none, or null.</param>
/// <param name="options">Clock and limits.</param>
/// <param name="showSpans">Whether answers say where their characters came from.</param>
internal sealed class RowRenderer(TemplateCache templates, string? defaultTemplate, RenderOptions options, bool showSpans)
{
    private static readonly Dictionary<string, object?> NoVariables = [];

    public void RenderRow(DataValue row, JsonLine json)
    {
        var template = TemplateOf(row);
        var context = row.Optional("context");
        Guard(template, () => row.Optional("continue_final_message")?.AsBoolean() == true
            ? Continue(template.Chat, context ?? row)
            : template.Template.Render(ToRender(context), options), json);
    }

    public void RenderContext(DataValue context, JsonLine json)
    {
        var template = templates.File(defaultTemplate!, null);
        Guard(template, () => template.Template.Render(ToRender(context), options), json);
    }

    private void Guard(CachedTemplate template, Func<SpannedText> render, JsonLine json)
    {
        try
        {
            var text = render();
            json.BeginObject().Name("output").Value(text.Text);
            if (showSpans)
                SpanWriter.Write(text, json);
            json.EndObject();
        }
        catch (TemplateException e)
        {
            throw e.ToAttuneException(template.Name);
        }
    }

    private CachedTemplate TemplateOf(DataValue row)
    {
        var whiteSpace = row.Optional("options") is { } given ? WhiteSpace(given) : null;
        var (path, source) = (row.Optional("template"), row.Optional("source"));
        if (path is not null && source is not null)
            throw Bad(row, "The row has both 'template' and 'source'.", "Name a file with 'template', or give the text with 'source'.");
        if (source is not null)
            return templates.Source(source.AsString(), whiteSpace);
        if ((path?.AsString() ?? defaultTemplate) is { } file)
            return templates.File(file, whiteSpace);
        throw Bad(row, "The row has no template.", "Give it 'template' (a path) or 'source' (the text), or pass --template.");
    }

    private SpannedText Continue(ChatTemplate template, DataValue context)
    {
        var variables = new Dictionary<string, object?>(Variables(context), StringComparer.Ordinal);
        var messages = context.Required("messages").Items.Select(ToMessage).ToList();
        variables.Remove("messages");
        return template.With(options).RenderToContinue(messages, variables).Text;
    }

    /// <summary>
    /// The context's variables. Those of a conversation are completed as transformers completes them; and where origins are
    /// shown, special tokens are the template's own.
    /// </summary>
    private IReadOnlyDictionary<string, object?> ToRender(DataValue? context)
    {
        var variables = Variables(context);
        var isConversation = variables.ContainsKey("messages");
        if (!isConversation && !showSpans)
            return variables;
        var all = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        if (isConversation)
            (all["tools"], all["documents"]) = (null, null);
        foreach (var (name, value) in variables)
            all[name] = showSpans && value is string text && name.EndsWith("_token", StringComparison.Ordinal) ? SpannedText.FromTemplate(text) : value;
        return all;
    }

    /// <summary>Every field as it stands: a template may print a whole message.</summary>
    private static Message ToMessage(DataValue value)
    {
        var fields = new Dictionary<string, object?>(Variables(value), StringComparer.Ordinal);
        fields.Remove("role");
        fields.TryAdd("content", null);
        return new Message(value.Required("role").AsString(), null) { Extra = fields };
    }

    private static IReadOnlyDictionary<string, object?> Variables(DataValue? context) => context switch
    {
        null => NoVariables,
        { Kind: DataKind.Object } => context.PlainObject(),
        _ => throw Bad(context, "The context is not an object.", "Write it as {\"name\": value, ...}."),
    };

    private static TemplateOptions WhiteSpace(DataValue given) => new()
    {
        TrimBlocks = Flag(given, "trim_blocks"),
        LeftStripBlocks = Flag(given, "lstrip_blocks"),
        KeepTrailingNewline = Flag(given, "keep_trailing_newline"),
    };

    private static bool Flag(DataValue given, string name) => given.Optional(name)?.AsBoolean() == true;

    private static AttuneException Bad(DataValue value, string fact, string remedy) =>
        new(ToolErrors.BadRow, fact, remedy, value.File, value.Line, value.Column);
}
