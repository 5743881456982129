using Attune.Text.Templates.Parsing;
using Attune.Text.Templates.Syntax;

namespace Attune.Text.Templates.Languages.Fields;

/// <summary>Reads a text with fields in it, in any form; what is no field is text.</summary>
internal static class FieldTemplateParser
{
    public static ParsedTemplate Parse(string source, IFieldForm form)
    {
        var given = new SourceText(source, keepTrailingNewline: true);
        var scopes = new ScopeBuilder();
        var statements = new List<Statement>();
        var text = given.Text;
        var from = 0;
        for (var at = text.IndexOf(form.Opening); at >= 0 && at < text.Length;)
        {
            if (form.Match(text, at) is { } match)
            {
                AddText(statements, given, from, at);
                statements.Add(match.Literal is null
                    ? Field(given, scopes, form, match)
                    : new TextStatement(match.Literal, given.Range(at, match.Length)));
                from = at += match.Length;
            }
            else
            {
                at++;
            }

            at = at < text.Length ? text.IndexOf(form.Opening, at) : -1;
        }

        AddText(statements, given, from, text.Length);
        var (globals, references) = scopes.Finish();
        return new ParsedTemplate(new Body(statements, scopes.Root), globals, references, []) { KnowsFunctions = false };
    }

    private static void AddText(List<Statement> statements, SourceText source, int start, int end)
    {
        if (end > start)
            statements.Add(new TextStatement(source.Text.Substring(start, end - start), source.Range(start, end - start)));
    }

    private static OutputStatement Field(SourceText source, ScopeBuilder scopes, IFieldForm form, FieldMatch match)
    {
        var path = source.Text.Substring(match.NameStart, match.NameLength).Split('.');
        var name = scopes.Read(path[0], source.Range(match.NameStart, path[0].Length), form.HasPaths ? null : FieldNames.InCamelCase(path[0]));
        var range = source.Range(match.NameStart, match.NameLength);
        return new OutputStatement(new FieldExpression(name, path.Skip(1).ToArray(), range), range);
    }
}
