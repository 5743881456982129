using Attune.Text.Templates;

namespace Attune.Text.Conversations.Forms;

/// <summary>Renders small conversations to find out what a template takes.</summary>
/// <param name="render">Renders messages with tools, or throws <see cref="TemplateRenderException"/>.</param>
internal sealed class ProbeRender(Func<List<object?>, object?, SpannedText> render)
{
    /// <summary>Null where the template refuses the messages.</summary>
    public SpannedText? Try(List<object?> messages, object? tools = null)
    {
        try
        {
            return render(messages, tools);
        }
        catch (TemplateRenderException)
        {
            return null;
        }
    }

    /// <summary>A message as a template sees it.</summary>
    public static List<KeyValuePair<string, object?>> Message(string role, object? content, params (string Name, object? Value)[] more)
    {
        var fields = new List<KeyValuePair<string, object?>> { new("role", role), new("content", content) };
        foreach (var (name, value) in more)
            fields.Add(new(name, value));
        return fields;
    }
}
