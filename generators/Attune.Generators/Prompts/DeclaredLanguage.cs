using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>The language that a <c>[Prompt]</c> names.</summary>
internal static class DeclaredLanguage
{
    /// <summary>Jinja where the attribute says nothing, or a number that no language has.</summary>
    public static PromptLanguage Of(AttributeData attribute) =>
        attribute.Named("Language")?.Value is int number && Enum.IsDefined(typeof(PromptLanguage), number)
            ? (PromptLanguage)number
            : PromptLanguage.Jinja;
}
