using Attune.Generators.Caching;
using Attune.Text.Templates;

namespace Attune.Generators.Prompts;

/// <summary>What the template engine says of a text, without exceptions. Each text is read once, however many rules ask.</summary>
internal static class TemplateSource
{
    private static readonly BoundedCache<(string Source, PromptLanguage Language), (Template? Template, TemplateSyntaxException? Mistake)> Known = new(1024);

    /// <summary>The template, or null and the mistake.</summary>
    public static Template? Parse(string source, PromptLanguage language, out TemplateSyntaxException? mistake)
    {
        (var template, mistake) = Known.GetOrAdd((source, language), Read);
        return template;
    }

    /// <summary>The variables that the texts read, and what a service form's names also stand for; null while one of them does not parse.</summary>
    public static HashSet<string>? Variables(PromptLanguage language, params string?[] sources)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (source is null)
                continue;
            if (Parse(source, language, out _) is not { } template)
                return null;
            foreach (var variable in template.FreeVariables)
            {
                names.Add(variable.Name);
                if (variable.Alias is { } alias)
                    names.Add(alias);
            }
        }

        return names;
    }

    private static (Template? Template, TemplateSyntaxException? Mistake) Read((string Source, PromptLanguage Language) key)
    {
        try
        {
            return (Template.Parse(key.Source, key.Language), null);
        }
        catch (TemplateSyntaxException exception)
        {
            return (null, exception);
        }
    }
}
