using Attune.CodeFixes;
using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2022 and ATT2024.</summary>
public sealed class UnknownFilterTests
{
    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text | [|tirm|] }}")] static partial class P;""", "There is no filter 'tirm'. Did you mean 'trim'?")]
    [InlineData("""[Prompt<Ticket>(User = "{% if text %}{{ text | [|tirm|] | [|uper|] }}{% endif %}")] static partial class P;""", "Did you mean 'trim'?")]
    [InlineData("""[Prompt<Ticket>(System = "{{ text is [|defind|] }}", User = "{{ text }}")] static partial class P;""", "There is no test 'defind'. Did you mean 'defined'?")]
    [InlineData("""[Prompt<Ticket>(User = "{{ text | [|somethingelse|] }}")] static partial class P;""", "Use one of Jinja's filters")]
    [InlineData("""[ChatTemplate("{% for m in messages %}{{ m.content | [|tirm|] }}{% endfor %}", StopToken = "x")] static partial class P;""", "Did you mean 'trim'?")]
    public Task Fires_at_the_name(string marked, string message) => Rule.FiresAsync<UnknownFilterRule>("ATT2022", Samples.Ticket + marked, null, message);

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text | trim }}{{ text is defined }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{{ broken")] static partial class P;""")]
    public Task Is_silent_on_what_the_language_has(string source) => Rule.IsSilentAsync<UnknownFilterRule>(Samples.Ticket + source);

    [Fact]
    public Task The_rule_of_syntax_leaves_it_to_this_one() =>
        Rule.IsSilentAsync<TemplateSyntaxRule>(Samples.Ticket + """[Prompt<Ticket>(User = "{{ text | tirm }}")] static partial class P;""");

    [Fact]
    public async Task The_fix_writes_the_filter()
    {
        var text = await CodeFixTest.FixFirstAsync<UnknownFilterRule, CorrectNameCodeFix>(
            Samples.Ticket + """[Prompt<Ticket>(User = "{{ text | tirm }}")] static partial class P;""");
        Assert.Equal(Samples.Ticket + """[Prompt<Ticket>(User = "{{ text | trim }}")] static partial class P;""", text);
    }

    [Theory]
    [InlineData("""[Prompt<Ticket>(System = "Today is {{ [|strftime_now|]('%Y') }}.", User = "{{ text }}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{% if [|strftime_now|] is defined %}{{ text }}{% endif %}")] static partial class P;""")]
    public Task A_prompt_that_asks_for_the_time_fires(string marked) =>
        Rule.FiresAsync<PromptReadsClockRule>("ATT2024", Samples.Ticket + marked, null, "another text on another day");

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text }} strftime_now")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{% set strftime_now = 'now' %}{{ strftime_now }}")] static partial class P;""")]
    [InlineData("""[ChatTemplate("{{ strftime_now('%Y') }}", StopToken = "x")] static partial class P;""")]
    public Task Text_and_names_of_the_template_are_legal(string source) => Rule.IsSilentAsync<PromptReadsClockRule>(Samples.Ticket + source);
}
