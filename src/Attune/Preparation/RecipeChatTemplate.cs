using Attune.Definitions;
using Attune.Models;
using Attune.Text.Conversations;
using Attune.Text.Templates;

namespace Attune.Preparation;

/// <summary>Reads a recipe's chat template. A mistake in it is told where the user can mend it: in its file, or at the attribute that declares it.</summary>
internal static class RecipeChatTemplate
{
    /// <summary>The base model's own template.</summary>
    public static ChatTemplate OfBase(BaseModel baseModel, string source)
    {
        try
        {
            return ChatTemplate.Parse(source, baseModel.SpecialTokens);
        }
        catch (TemplateSyntaxException mistake)
        {
            // Inside a JSON file, line and column of the template are not those of the file.
            var file = baseModel.ChatTemplateFile!;
            throw file.EndsWith(".jinja", StringComparison.Ordinal) ? mistake.ToAttuneException(file) : Inside(file, 0, 0, mistake);
        }
    }

    /// <summary>A template of the project.</summary>
    public static ChatTemplate Declared(ChatTemplateDefinition declared, BaseModel baseModel)
    {
        try
        {
            return ChatTemplate.Parse(declared.Source, baseModel.SpecialTokens);
        }
        catch (TemplateSyntaxException mistake)
        {
            throw Inside(declared.Place.File, declared.Place.Line, declared.Place.Column, mistake);
        }
    }

    private static AttuneException Inside(string file, int line, int column, TemplateSyntaxException mistake)
    {
        var told = mistake.ToAttuneException(null);
        return new AttuneException(
            told.Code, $"The chat template has a mistake at its line {mistake.Line}, column {mistake.Column}: {mistake.Message}", told.Remedy, file, line, column, mistake);
    }
}
