using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Prompts;

/// <summary>A place in a prompt that reads a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Location">Its characters in the source, or the whole expression where that does not spell them out.</param>
/// <param name="IsSpelledOut">Whether the location is the name itself.</param>
internal sealed record VariableUse(string Name, Location Location, bool IsSpelledOut)
{
    /// <summary>The variables of both templates of a <c>[Prompt]</c>; none of a template that does not parse.</summary>
    public static IEnumerable<VariableUse> In(DeclarationCheck check) =>
        In(check.Attribute.NamedString("System"), check.Argument("System"))
            .Concat(In(check.Attribute.NamedString("User"), check.Argument("User")));

    private static IEnumerable<VariableUse> In(string? source, ExpressionSyntax? expression)
    {
        if (source is null || expression is null || TemplateSource.Parse(source, out _) is not { } template)
            yield break;
        foreach (var variable in template.FreeVariables)
        {
            var exact = LiteralMap.LocateExactly(expression, variable.Position, variable.Length);
            yield return new VariableUse(variable.Name, exact ?? expression.GetLocation(), exact is not null);
        }
    }
}
