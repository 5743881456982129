using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>A place in a prompt that reads a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Alias">What a service form's name in capitals also stands for, or null.</param>
/// <param name="Location">Its characters in the source, or the whole expression where that does not spell them out.</param>
/// <param name="IsSpelledOut">Whether the location is the name itself.</param>
internal sealed record VariableUse(string Name, string? Alias, Location Location, bool IsSpelledOut)
{
    /// <summary>What a misspelt name is compared with the fields by.</summary>
    public string Spelling => Alias ?? Name;

    /// <summary>The variables of both templates of a <c>[Prompt]</c>; none of a template that does not parse.</summary>
    public static IEnumerable<VariableUse> In(DeclarationCheck check) =>
        In(check, "System").Concat(In(check, "User"));

    public bool Reads(string? field) => field is not null && (Name == field || Alias == field);

    private static IEnumerable<VariableUse> In(DeclarationCheck check, string text)
    {
        if (check.Attribute.NamedString(text) is not { } source
            || check.Argument(text) is not { } expression
            || TemplateSource.Parse(source, DeclaredLanguage.Of(check.Attribute), out _) is not { } template)
            yield break;
        foreach (var variable in template.FreeVariables)
        {
            var exact = LiteralMap.LocateExactly(expression, variable.Position, variable.Length);
            yield return new VariableUse(variable.Name, variable.Alias, exact ?? expression.GetLocation(), exact is not null);
        }
    }
}
