using Attune.Text.Templates.Languages.Braces;
using Attune.Text.Templates.Languages.Brackets;
using Attune.Text.Templates.Languages.Dollars;
using Attune.Text.Templates.Languages.Fields;
using Attune.Text.Templates.Languages.Plain;
using Attune.Text.Templates.Languages.Scriban;
using Attune.Text.Templates.Parsing;

namespace Attune.Text.Templates.Languages;

/// <summary>Who reads which language. Every front end gives the same kind of tree.</summary>
internal static class FrontEnds
{
    private static readonly Dictionary<PromptLanguage, Func<string, TemplateOptions, ParsedTemplate>> s_byLanguage = new()
    {
        [PromptLanguage.Jinja] = TemplateParser.Parse,
        [PromptLanguage.Plain] = (source, _) => FieldTemplateParser.Parse(source, new PlainForm()),
        [PromptLanguage.Scriban] = (source, _) => ScribanParser.Parse(source),
        [PromptLanguage.Brackets] = (source, _) => FieldTemplateParser.Parse(source, new BracketForm()),
        [PromptLanguage.Braces] = (source, _) => FieldTemplateParser.Parse(source, new BraceForm()),
        [PromptLanguage.Dollars] = (source, _) => FieldTemplateParser.Parse(source, new DollarForm()),
    };

    public static ParsedTemplate Parse(string source, TemplateOptions options) => s_byLanguage.TryGetValue(options.Language, out var parse)
        ? parse(source, options)
        : throw new ArgumentOutOfRangeException(nameof(options), options.Language, "There is no such prompt language.");
}
