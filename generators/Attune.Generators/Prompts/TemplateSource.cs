using Attune.Text.Templates;

namespace Attune.Generators.Prompts;

/// <summary>What the template engine says of a text, without exceptions.</summary>
internal static class TemplateSource
{
    /// <summary>The template, or null and the mistake.</summary>
    public static Template? Parse(string source, out TemplateSyntaxException? mistake)
    {
        try
        {
            mistake = null;
            return Template.Parse(source);
        }
        catch (TemplateSyntaxException exception)
        {
            mistake = exception;
            return null;
        }
    }

    /// <summary>The variables that the texts read; null while one of them does not parse.</summary>
    public static HashSet<string>? Variables(params string?[] sources)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (source is null)
                continue;
            if (Parse(source, out _) is not { } template)
                return null;
            names.UnionWith(template.FreeVariables.Select(variable => variable.Name));
        }

        return names;
    }
}
