using Attune.CodeFixes;
using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2002.</summary>
public sealed class UnknownVariableTests
{
    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ [|txet|] }}")] static partial class P;""", "Did you mean 'text'?")]
    [InlineData("""[Prompt<Ticket>(User = "{{ [|Text|] }}")] static partial class P;""", "Did you mean 'text'?")]
    [InlineData("""[Prompt<Ticket>(User = "{{ [|question|] }}")] static partial class P;""", "Ticket has 'text', 'priority'.")]
    [InlineData("""[Prompt<Ticket>(User = "\u007b{ [|txet|] }}")] static partial class P;""", "Did you mean 'text'?")]
    [InlineData("""[Prompt<Ticket>(User = "{{ text }}" + " and {{ [|prioritty|] }}")] static partial class P;""", "Did you mean 'priority'?")]
    [InlineData("""[Prompt<Ticket>(System = "{% if [|urgent|] %}Hurry.{% endif %}", User = "{{ text }}")] static partial class P;""", "'urgent' is not a field of Ticket")]
    [InlineData("""[Prompt<Ticket>(User = [|P.Text|])] static partial class P { public const string Text = "{{ txet }}"; }""", "Did you mean 'text'?")]
    public Task Fires_at_the_name(string marked, string message) =>
        Rule.FiresAsync<UnknownVariableRule>("ATT2002", Samples.Ticket + marked, null, message);

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text }} {{ priority + 1 }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{% for word in text.split() %}{{ word }}{{ loop.index }}{% endfor %}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{% set shout = text | upper %}{{ shout }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{{ label }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{{ broken")] static partial class P;""")]
    public Task Is_silent_on_fields_names_of_the_template_and_what_other_rules_say(string source) =>
        Rule.IsSilentAsync<UnknownVariableRule>(Samples.Ticket + source);

    [Fact]
    public Task Names_follow_JsonPropertyName() => Rule.FiresAsync<UnknownVariableRule>("ATT2002", """
        [Dataset("a.csv")] partial record Row([property: System.Text.Json.Serialization.JsonPropertyName("full_text")] string Text, [property: Completion] string Label);
        [Prompt<Row>(User = "{{ full_text }} {{ [|text|] }}")] static partial class P;
        """);

    [Fact]
    public async Task The_fix_writes_the_suggested_field()
    {
        var text = await CodeFixTest.FixFirstAsync<UnknownVariableRule, CorrectNameCodeFix>(
            Samples.Ticket + """[Prompt<Ticket>(User = "\n{{ txet | trim }}")] static partial class P;""");
        Assert.Equal(Samples.Ticket + """[Prompt<Ticket>(User = "\n{{ text | trim }}")] static partial class P;""", text);
    }

    [Fact]
    public async Task Fix_all_corrects_every_name()
    {
        var text = await CodeFixTest.FixAllAsync<UnknownVariableRule, CorrectNameCodeFix>(
            Samples.Ticket + """[Prompt<Ticket>(System = "{{ txet }}", User = "{{ Text }}{{ prioritty }}")] static partial class P;""");
        Assert.Equal(Samples.Ticket + """[Prompt<Ticket>(System = "{{ text }}", User = "{{ text }}{{ priority }}")] static partial class P;""", text);
    }

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ question }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = P.Text)] static partial class P { public const string Text = "{{ txet }}"; }""")]
    public async Task There_is_no_fix_without_a_guess_or_without_the_characters(string source) =>
        Assert.Null(await CodeFixTest.FixFirstAsync<UnknownVariableRule, CorrectNameCodeFix>(Samples.Ticket + source));
}
