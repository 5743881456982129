using Attune.Text.Templates.Languages;
using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates;

/// <summary>
/// A template, in Jinja unless its options say otherwise, read once and rendered any number of times, by several threads if need be. It renders what Jinja2 in
/// the sandbox of Hugging Face's chat templates renders, and knows of every output character where it came from.
/// </summary>
public sealed class Template
{
    private readonly ParsedTemplate _parsed;

    private Template(string source, ParsedTemplate parsed)
    {
        Source = source;
        _parsed = parsed;
        FreeVariables = FindFreeVariables(parsed);
        ClockReads = [.. parsed.References.Where(reference => parsed.KnowsFunctions && reference.IsFree && reference.Name == Builtins.GlobalFunctions.Clock).Select(reference => reference.Range)];
    }

    /// <summary>The source as it was given.</summary>
    public string Source { get; }

    /// <summary>Every place where a name is read that neither the template nor the language binds, in the order of the source.</summary>
    public IReadOnlyList<TemplateVariable> FreeVariables { get; }

    /// <summary>The texts that the template compares a message's role with, such as <c>user</c>; sorted.</summary>
    public IReadOnlyList<string> ComparedRoles => _parsed.ComparedRoles;

    /// <summary>Every place where the template looks inside a value that a render gives it.</summary>
    public IReadOnlyList<TemplateMember> Members => _parsed.Members;

    /// <summary>Filters and tests that do not exist, at places that a render may never reach; elsewhere they are syntax errors.</summary>
    public IReadOnlyList<UnknownBuiltin> UnknownBuiltins => _parsed.UnknownBuiltins;

    /// <summary>The places that ask for the time, so that two renders may differ.</summary>
    public IReadOnlyList<SourceRange> ClockReads { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="source">The template's text.</param>
    /// <param name="options">White space rules; those of chat templates by default.</param>
    /// <exception cref="TemplateSyntaxException">The template cannot be read; says where.</exception>
    public static Template Parse(string source, TemplateOptions? options = null)
    {
        if (source is null)
            throw new ArgumentNullException(nameof(source));
        try
        {
            return new Template(source, FrontEnds.Parse(source, options ?? new TemplateOptions()));
        }
        catch (InsufficientExecutionStackException)
        {
            throw new TemplateSyntaxException("The template is nested too deep.", new SourceRange(0, 0, 1, 1));
        }
    }

    /// <summary>Reads a template in one of the prompt languages.</summary>
    /// <param name="source">The template's text.</param>
    /// <param name="language">The language.</param>
    /// <exception cref="TemplateSyntaxException">The template cannot be read; says where.</exception>
    public static Template Parse(string source, PromptLanguage language) => Parse(source, new TemplateOptions { Language = language });

    /// <summary>Renders the template.</summary>
    /// <param name="variables">
    /// Its variables: strings, numbers, booleans, null, dictionaries with string keys, lists, and <see cref="SpannedText"/>,
    /// whose origins are kept.
    /// </param>
    /// <param name="options">Limits, the clock, and whether <c>messages</c> is tracked.</param>
    /// <exception cref="TemplateRenderException">The template failed or reached a limit; says where.</exception>
    /// <exception cref="ArgumentException">A variable is of a type that templates do not know.</exception>
    public SpannedText Render(IReadOnlyDictionary<string, object?> variables, RenderOptions? options = null)
    {
        if (variables is null)
            throw new ArgumentNullException(nameof(variables));
        var context = RenderContext.Rent(variables, _parsed, options);
        try
        {
            _parsed.Body.ExecuteInScope(context);
            return context.Output.ToSpannedText();
        }
        catch (RenderFault fault)
        {
            throw new TemplateRenderException(fault.Message, Place(context), fault.RaisedByTemplate, fault, fault.Code);
        }
        catch (InsufficientExecutionStackException deep)
        {
            throw new TemplateRenderException("The values or calls are nested too deep.", Place(context), false, deep);
        }
        finally
        {
            context.Release();
        }
    }

    private static SourceRange Place(RenderContext context) => context.At?.Range ?? new SourceRange(0, 0, 1, 1);

    private static List<TemplateVariable> FindFreeVariables(ParsedTemplate parsed)
    {
        var free = new List<TemplateVariable>();
        foreach (var reference in parsed.References)
        {
            if (reference.IsFree && !(parsed.KnowsFunctions && Builtins.GlobalFunctions.IsKnown(reference.Name)))
                free.Add(new TemplateVariable(reference.Name, reference.Range, reference.IsOptional) { Alias = reference.Alias });
        }

        free.Sort((a, b) => a.Position.CompareTo(b.Position));
        return free;
    }
}
