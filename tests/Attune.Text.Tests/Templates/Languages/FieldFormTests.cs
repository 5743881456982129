using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates.Languages;

/// <summary>The forms in which a prompt names fields and is text otherwise.</summary>
public class FieldFormTests
{
    private static readonly Dictionary<string, object?> s_variables = new()
    {
        ["text"] = "hello",
        ["orderId"] = 7L,
        ["größe"] = 1.5,
        ["user"] = new Dictionary<string, object?> { ["name"] = "Ann" },
        ["raw"] = "[TEXT] {text} $text {{ text }}",
    };

    [Theory]
    [InlineData(PromptLanguage.Plain, "a {{ text }}{{text}} b\n", "a hellohello b\n")]
    [InlineData(PromptLanguage.Plain, "{{ user.name }} {{ orderId }}", "Ann 7")]
    [InlineData(PromptLanguage.Plain, "{% if x %} {# c #} {{ text | upper }} {{ 1 }} {{ }} {{{ text }}}", "{% if x %} {# c #} {{ text | upper }} {{ 1 }} {{ }} {hello}")]
    [InlineData(PromptLanguage.Plain, "{{{{ text }}}} {{{{", "{{ text }} {{{{")]
    [InlineData(PromptLanguage.Brackets, "[text], [TEXT], [ORDER_ID], [größe]", "hello, hello, 7, 1.5")]
    [InlineData(PromptLanguage.Brackets, "[1, 2] [ text ] [] [a b] [text", "[1, 2] [ text ] [] [a b] [text")]
    [InlineData(PromptLanguage.Brackets, "[[TEXT]] [[TEXT] x[[1]]", "[TEXT] [hello x[[1]]")]
    [InlineData(PromptLanguage.Braces, "{TEXT} {\"a\": {\"b\": 1}} {{TEXT}} {text}", "hello {\"a\": {\"b\": 1}} {TEXT} hello")]
    [InlineData(PromptLanguage.Dollars, "$TEXT, ${text}s $5.00 $$TEXT $${text} US$ $", "hello, hellos $5.00 $TEXT ${text} US$ $")]
    [InlineData(PromptLanguage.Dollars, "${text $$ ${} $orderId.", "${text $$ ${} 7.")]
    [InlineData(PromptLanguage.Brackets, "[raw]", "[TEXT] {text} $text {{ text }}")]
    [InlineData(PromptLanguage.Braces, "", "")]
    public void Fields_are_filled_in_and_everything_else_is_text(PromptLanguage language, string source, string expected) =>
        Assert.Equal(expected, Parse(source, language).Render(s_variables).Text);

    [Theory]
    [InlineData(PromptLanguage.Plain, "a\n {{ txet }}", 2, 5, 4, "There is no field 'txet'. Did you mean 'text'?")]
    [InlineData(PromptLanguage.Brackets, "[ORDRE_ID]", 1, 2, 8, "There is no field 'ORDRE_ID'. Did you mean 'orderId'?")]
    [InlineData(PromptLanguage.Braces, "x{something}", 1, 3, 9, "There is no field 'something'.")]
    [InlineData(PromptLanguage.Dollars, "$$TEXT $Txet", 1, 9, 4, "There is no field 'Txet'. Did you mean 'text'?")]
    [InlineData(PromptLanguage.Plain, "{{ user.nmae }}", 1, 4, 9, "a dict has no attribute 'nmae'.")]
    public void An_unknown_name_is_an_error_at_its_characters(PromptLanguage language, string source, int line, int column, int length, string message)
    {
        var mistake = Assert.Throws<TemplateRenderException>(() => Parse(source, language).Render(s_variables));
        Assert.Equal((line, column, length), (mistake.Line, mistake.Column, mistake.Length));
        Assert.Equal(message, mistake.Message);
        var error = mistake.ToAttuneException("prompt.txt");
        Assert.Equal("ATT4013", error.Code);
    }

    [Fact]
    public void A_field_spelled_in_capitals_wins_over_the_camel_case()
    {
        var variables = new Dictionary<string, object?> { ["ID"] = "exact", ["id"] = "camel" };
        Assert.Equal("exact camel", Parse("[ID] [id]", PromptLanguage.Brackets).Render(variables).Text);
    }

    [Fact]
    public void Names_of_Jinja_are_no_words_here()
    {
        var variables = new Dictionary<string, object?> { ["range"] = "r", ["true"] = "t", ["loop"] = "l" };
        Assert.Equal("r t l", Parse("{range} {true} {loop}", PromptLanguage.Braces).Render(variables).Text);
        Assert.Equal(["range"], Parse("{{ range }}", PromptLanguage.Plain).FreeVariables.Select(variable => variable.Name));
    }

    [Theory]
    [InlineData(PromptLanguage.Plain, "é🙂 {{ text }} {{ user.name }}", 7, 4, null)]
    [InlineData(PromptLanguage.Brackets, "\r\n[TEXT] [[NO]]", 3, 4, "text")]
    [InlineData(PromptLanguage.Braces, "{text}{{NO}}", 1, 4, null)]
    [InlineData(PromptLanguage.Dollars, "$$NO ${ORDER_ID}", 7, 8, "orderId")]
    public void Variables_know_their_place(PromptLanguage language, string source, int position, int length, string? alias)
    {
        var variable = Parse(source, language).FreeVariables[0];
        Assert.Equal((position, length, alias), (variable.Position, variable.Length, variable.Alias));
    }

    [Theory]
    [InlineData(PromptLanguage.Plain, "a {{ x }} b")]
    [InlineData(PromptLanguage.Scriban, "a {{ x }} b")]
    [InlineData(PromptLanguage.Brackets, "a [x] b")]
    [InlineData(PromptLanguage.Braces, "a {x} b")]
    [InlineData(PromptLanguage.Dollars, "a $x b")]
    public void Origins_are_kept(PromptLanguage language, string source)
    {
        var content = new SpannedText("yes", [new OriginSpan(0, 3, new Origin(4, MessagePart.Content))]);
        var rendered = Parse(source, language).Render(new Dictionary<string, object?> { ["x"] = content });
        Assert.Equal("a yes b", rendered.Text);
        Assert.Equal(
            [new OriginSpan(0, 2, Origin.Template), new OriginSpan(2, 3, new Origin(4, MessagePart.Content)), new OriginSpan(5, 2, Origin.Template)],
            rendered.Spans);
    }

    [Fact]
    public void Any_text_parses_in_every_field_form()
    {
        var random = new Random(5);
        const string Letters = "[]{}$ax_1. \n🙂";
        foreach (var language in new[] { PromptLanguage.Plain, PromptLanguage.Brackets, PromptLanguage.Braces, PromptLanguage.Dollars })
        {
            for (var i = 0; i < 3000; i++)
            {
                var source = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => Letters[random.Next(Letters.Length)]));
                var names = Parse(source, language).FreeVariables;
                Assert.All(names, name => Assert.Equal(name.Name, source.Substring(name.Position, name.Length)));
            }
        }
    }

    private static Template Parse(string source, PromptLanguage language) => Template.Parse(source, new TemplateOptions { Language = language });
}
