using Attune.Generators.Diagnostics;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>A place in a prompt that reads a variable.</summary>
internal readonly record struct VariableUse(PromptTemplate Prompt, TemplateVariable Variable)
{
    /// <summary>The variable.</summary>
    public string Name => Variable.Name;

    /// <summary>What a misspelt name is compared with the fields by: a service form's name in capitals also stands for another.</summary>
    public string Spelling => Variable.Alias ?? Variable.Name;

    /// <summary>The variables of both templates of a <c>[Prompt]</c>; none of a template that does not parse.</summary>
    public static IEnumerable<VariableUse> In(DeclarationCheck check) =>
        PromptTemplate.In(check).SelectMany(static prompt => prompt.Template.FreeVariables, static (prompt, variable) => new VariableUse(prompt, variable));

    public bool Reads(string? field) => field is not null && (Variable.Name == field || Variable.Alias == field);

    /// <summary>Its characters in the source, or the whole expression where that does not spell them out; and whether it does.</summary>
    public (Location Location, bool IsSpelledOut) Locate() => Prompt.Locate(Variable.Position, Variable.Length);
}
