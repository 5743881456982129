using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Shapes;

namespace Attune.Generators.Prompts;

/// <summary>A field of the row that the templates read, as a parameter of inference.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="JsonName">The template variable.</param>
/// <param name="Value">Its type.</param>
internal sealed record PromptParameter(string Name, string JsonName, ValueModel Value)
{
    public string Declaration => $"{Value.FullType} {Name}";
}

/// <summary>A type with <c>[Prompt&lt;TRow&gt;]</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Row">The <c>global::</c> name of the row type.</param>
/// <param name="System">The system template, or null.</param>
/// <param name="User">The user template.</param>
/// <param name="Language">What the templates are written in.</param>
/// <param name="Parameters">What inference must be given, in the row's order.</param>
/// <param name="Shape">The types inside the parameters.</param>
/// <param name="IsPublic">Whether the members mention public types only.</param>
/// <param name="Place">Where the attribute stands.</param>
internal sealed record PromptModel(
    DeclaredType Type,
    string Row,
    string? System,
    string User,
    PromptLanguage Language,
    EquatableArray<PromptParameter> Parameters,
    ShapeModel Shape,
    bool IsPublic,
    Place Place);
