using Attune.Text.Conversations;
using Attune.Text.Templates;

namespace Attune.Definitions;

/// <summary>What the generator emits for a type with <see cref="PromptAttribute{TRow}"/>.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
/// <param name="Name">The type's name.</param>
/// <param name="System">The system template, or null.</param>
/// <param name="User">The user template.</param>
/// <param name="Place">Where the attribute stands.</param>
/// <param name="Language">What the templates are written in.</param>
public sealed record PromptDefinition<TRow>(
    string Name, string? System, string User, SourcePlace Place, PromptLanguage Language = PromptLanguage.Jinja)
{
    private Template? _system;
    private Template? _user;

    /// <summary>The names that the templates read, each once, in order of appearance: what inference must be given. A name in capitals of a service form is in camel case here, as fields are.</summary>
    public IReadOnlyList<string> Variables =>
        [.. Templates().SelectMany(template => template.FreeVariables).Select(variable => variable.Alias ?? variable.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The messages of one row. Training and inference both come through here, so they cannot differ.</summary>
    /// <param name="variables">The row's fields, without the completion.</param>
    /// <param name="completion">The answer for training, null for inference.</param>
    /// <exception cref="AttuneException">A template cannot be rendered with these variables.</exception>
    public IReadOnlyList<Message> Messages(IReadOnlyDictionary<string, object?> variables, string? completion = null)
    {
        var messages = new List<Message>(3);
        if (System is not null)
            messages.Add(new Message("system", Render(_system ??= Parse(System), variables)));
        messages.Add(new Message("user", Render(_user ??= Parse(User), variables)));
        if (completion is not null)
            messages.Add(new Message("assistant", completion));
        return messages;
    }

    private IEnumerable<Template> Templates()
    {
        if (System is not null)
            yield return _system ??= Parse(System);
        yield return _user ??= Parse(User);
    }

    private Template Parse(string source)
    {
        try
        {
            return Template.Parse(source, Language);
        }
        catch (TemplateSyntaxException exception)
        {
            throw Error($"The template has a mistake at line {exception.Line}, column {exception.Column}: {exception.Message}", exception);
        }
    }

    private string Render(Template template, IReadOnlyDictionary<string, object?> variables)
    {
        try
        {
            return template.Render(variables).Text;
        }
        catch (TemplateRenderException exception)
        {
            throw Error($"The template cannot be rendered, line {exception.Line}, column {exception.Column}: {exception.Message}", exception);
        }
    }

    private AttuneException Error(string fact, Exception inner) =>
        new("ATT4320", fact, $"Mend the template of {Name}.", Place.File, Place.Line, Place.Column, inner);
}
