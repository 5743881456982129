using Attune.CodeFixes;
using Attune.Generators.Datasets;
using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>The rules of prompts hold for every prompt language.</summary>
public sealed class PromptLanguageTests
{
    [Theory]
    [InlineData("Plain", "{{ [|txet|] }}", "Did you mean 'text'?")]
    [InlineData("Plain", "{% x %} {{ text }} {{ [|prioritty|].name }}", "Did you mean 'priority'?")]
    [InlineData("Scriban", "{{ if priority > 2 }}{{ [|txet|] | string.upcase }}{{ end }}", "Did you mean 'text'?")]
    [InlineData("Scriban", "{{ for word in [|words|] }}{{ word }}{{ end }}", "'words' is not a field of Ticket")]
    [InlineData("Brackets", "[TEXT] [[NO]] [[|PRIORITI|]]", "Did you mean 'priority'?")]
    [InlineData("Braces", "{text} {\\\"a\\\": 1} {[|Text|]}", "Did you mean 'text'?")]
    [InlineData("Dollars", "$5 $$NO \\u0024{[|txet|]}", "Did you mean 'text'?")]
    public Task An_unknown_name_is_marked_at_its_characters(string language, string text, string message) =>
        Rule.FiresAsync<UnknownVariableRule>("ATT2002", Prompt(language, text), null, message);

    [Theory]
    [InlineData("Plain", "{{ text }} {{ label }} {% if x %} {{ a | b }}")]
    [InlineData("Scriban", "{{ x = text; x | string.size; for w in [1] }}{{ w }}{{ for.index }}{{ end }}")]
    [InlineData("Brackets", "[TEXT] [text] [PRIORITY] [LABEL] [1, 2] [[NO]]")]
    [InlineData("Braces", "{TEXT} {{NO}} { no } {0}")]
    [InlineData("Dollars", "$TEXT ${priority} $$NO $5")]
    public Task Fields_and_text_are_no_mistake(string language, string text) =>
        Rule.IsSilentAsync<UnknownVariableRule>(Prompt(language, text));

    [Theory]
    [InlineData("Scriban", "{{ [|if|] text }}", "Close it with 'end'")]
    [InlineData("Scriban", "{{ text | string.[|upcas|] }}", "Did you mean 'upcase'?")]
    [InlineData("Jinja", "{% [|iff|] text %}", "There is no tag 'iff'")]
    public Task A_syntax_error_is_marked_at_its_characters(string language, string text, string message) =>
        Rule.FiresAsync<TemplateSyntaxRule>("ATT2001", Prompt(language, text), null, message);

    [Theory]
    [InlineData("Plain", "{% if %} {{ }} {{ 1 + }}")]
    [InlineData("Braces", "{% if %} {{ }} {")]
    public Task Text_forms_have_no_syntax_errors(string language, string text) =>
        Rule.IsSilentAsync<TemplateSyntaxRule>(Prompt(language, text));

    [Theory]
    [InlineData("Brackets", "[TEXT] [[|LABEL|]]")]
    [InlineData("Scriban", "{{ text }}{{ [|label|] }}")]
    public Task The_answer_in_a_prompt_is_found(string language, string text) =>
        Rule.FiresAsync<CompletionInPromptRule>("ATT2016", Prompt(language, text), null);

    [Fact]
    public Task A_field_named_in_capitals_is_used() =>
        Rule.IsSilentAsync<UnusedFieldRule>(Prompt("Dollars", "$TEXT $PRIORITY"));

    [Fact]
    public async Task The_fix_writes_the_suggested_field()
    {
        var text = await CodeFixTest.FixFirstAsync<UnknownVariableRule, CorrectNameCodeFix>(Prompt("Brackets", "a [TXET]"));
        Assert.Equal(Prompt("Brackets", "a [text]"), text);
    }

    [Fact]
    public void The_language_and_the_parameters_are_generated()
    {
        var source = RoslynTest.Generated(Prompt("Brackets", "[TEXT]"), "P.Prompt.g.cs");
        Assert.Contains("global::Attune.PromptLanguage.Brackets);", source);
        Assert.Contains("ForInference(string text)", source);
        Assert.DoesNotContain("PromptLanguage", RoslynTest.Generated(Prompt("Jinja", "{{ text }}"), "P.Prompt.g.cs"));
    }

    [Fact]
    public void Generated_code_compiles() => RoslynTest.GenerateCleanly(Prompt("Scriban", "{{ text | string.upcase }}"));

    private static string Prompt(string language, string text) =>
        Samples.Ticket + $"[Prompt<Ticket>(Language = PromptLanguage.{language}, User = \"{text}\")] static partial class P;";
}
