using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2001.</summary>
public sealed class TemplateSyntaxTests
{
    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text [|}|] }")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "\t\"{{ text [|}|] }")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = @"a ""quoted"" {{ text [|}|] }")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(System = "{% [|iff|] text %}", User = "{{ text }}")] static partial class P;""")]
    [InlineData("""[ChatTemplate("{% [|iff|] messages %}", StopToken = "<|end|>")] static partial class P;""")]
    public Task Fires_at_the_characters_of_the_mistake(string marked) =>
        Rule.FiresAsync<TemplateSyntaxRule>("ATT2001", Samples.Ticket + marked);

    [Fact]
    public Task Fires_inside_a_raw_literal_of_several_lines() => Rule.FiresAsync<TemplateSyntaxRule>("ATT2001", Samples.Ticket + """"
        [Prompt<Ticket>(User = """
            First line
              {% [|iff|] text %}
            last line
            """)]
        static partial class P;
        """");

    [Fact]
    public Task Fires_on_the_argument_where_the_text_is_a_constant_from_elsewhere() => Rule.FiresAsync<TemplateSyntaxRule>(
        "ATT2001", Samples.Ticket + """[Prompt<Ticket>(User = [|P.Text|])] static partial class P { public const string Text = "{% iff %}"; }""");

    [Theory]
    [InlineData("""[Prompt<Ticket>(User = "{{ text }} { } }} %}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = "{% if text %}{{ text | trim }}{% endif %}")] static partial class P;""")]
    [InlineData("""[Prompt<Ticket>(User = null!)] static partial class P;""")]
    [InlineData("""[ChatTemplate("{% for m in messages %}{{ m.content }}{% endfor %}", StopToken = "x")] static partial class P;""")]
    public Task Is_silent_on_valid_templates(string source) => Rule.IsSilentAsync<TemplateSyntaxRule>(Samples.Ticket + source);
}
