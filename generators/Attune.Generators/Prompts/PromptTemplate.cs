using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Prompts;

/// <summary>A template as an attribute spells it.</summary>
/// <param name="Template">The template.</param>
/// <param name="Expression">The attribute's argument.</param>
internal sealed record PromptTemplate(Template Template, ExpressionSyntax Expression)
{
    /// <summary>Both templates of a <c>[Prompt]</c>; without one that does not parse.</summary>
    public static IEnumerable<PromptTemplate> In(DeclarationCheck check) =>
        Of(check, "System").Concat(Of(check, "User"));

    /// <summary>The place of a part of the template, and whether it is those characters alone.</summary>
    public (Location Location, bool IsExact) Locate(int start, int length) =>
        LiteralMap.LocateExactly(Expression, start, length) is { } exact ? (exact, true) : (Expression.GetLocation(), false);

    private static IEnumerable<PromptTemplate> Of(DeclarationCheck check, string text)
    {
        if (check.Attribute.NamedString(text) is { } source
            && check.Argument(text) is { } expression
            && TemplateSource.Parse(source, DeclaredLanguage.Of(check.Attribute), out _) is { } template)
            yield return new PromptTemplate(template, expression);
    }
}
