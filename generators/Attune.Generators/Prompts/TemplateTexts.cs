using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Prompts;

/// <summary>The texts of a declaration that are templates: those of prompts in their language, chat templates in Jinja.</summary>
internal static class TemplateTexts
{
    /// <summary>Asks a rule about every such text.</summary>
    public static void Register(RuleChecks rules, Action<DeclarationCheck, PromptLanguage, string, ExpressionSyntax> rule)
    {
        rules.OnAttribute(KnownNames.Prompt, check =>
        {
            var language = DeclaredLanguage.Of(check.Attribute);
            Ask(check, language, check.Attribute.NamedString("System"), check.Argument("System"));
            Ask(check, language, check.Attribute.NamedString("User"), check.Argument("User"));
        });
        rules.OnAttribute(KnownNames.ChatTemplate, check => Ask(check, PromptLanguage.Jinja, check.Attribute.FirstString(), check.FirstArgument()));

        void Ask(DeclarationCheck check, PromptLanguage language, string? source, ExpressionSyntax? expression)
        {
            if (source is not null && expression is not null)
                rule(check, language, source, expression);
        }
    }
}
