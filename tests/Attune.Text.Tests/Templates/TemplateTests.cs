using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

public class TemplateTests
{
    [Theory]
    // Expected values are CPython's.
    [InlineData("{{ 1e16 }} {{ 1e15 }} {{ 0.0001 }} {{ 0.00001 }} {{ 1/3 }} {{ -0.0 }} {{ 5e-324 }}", "1e+16 1000000000000000.0 0.0001 1e-05 0.3333333333333333 -0.0 5e-324")]
    [InlineData("{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 7.5 // 2 }} {{ -7.5 % 2 }} {{ 2 ** 0.5 }} {{ 2 ** -1 }}", "3 -4 2 -2 3.0 0.5 1.4142135623730951 0.5")]
    [InlineData("{{ 9223372036854775807 + 1 }} {{ 2 ** 70 }} {{ 10 ** 18 * 100 }}", "9223372036854775808 1180591620717411303424 100000000000000000000")]
    [InlineData("{{ 0.5 | round }} {{ 1.5 | round }} {{ 2.675 | round(2) }} {{ 42 | round }} {{ 1.1 | round(0, 'ceil') }} {{ 1234 | round(-2) }}", "0.0 2.0 2.67 42 2.0 1200")]
    [InlineData("{{ '%.3f' % 2.0005 }} {{ '%g' % 1e10 }} {{ '%e' % 12345 }} {{ '%5.1f|%-6d|%06d|%+d' % (3.14159, 42, -42, 7) }}", "2.001 1e+10 1.234500e+04   3.1|42    |-00042|+7")]
    [InlineData("{{ '{:,} {:08.3f} {:>5}|{:^5}|{:<5}| {:x} {:%}'.format(1234567, 3.14159, 'a', 'b', 'c', 255, 0.5) }}", "1,234,567 0003.142     a|  b  |c    | ff 50.000000%")]
    [InlineData("{{ ['a', \"it's\", 'q\"', '\\n', 'é', none, true, 1.0, (1,), {'k': ()}] }}", "['a', \"it's\", 'q\"', '\\n', 'é', None, True, 1.0, (1,), {'k': ()}]")]
    [InlineData("{{ '🙂ab'[1] }} {{ '🙂ab' | length }} {{ '🙂ab'[::-1] }} {{ '🙂ab'.find('b') }}", "a 3 ba🙂 2")]
    [InlineData("{{ 'ß'.upper() }} {{ 'ΑΣ'.lower() }} {{ \"they're bill's\".title() }} {{ \"they're\" | title }}", "SS ας They'Re Bill'S They're")]
    [InlineData("{{ [1, 2, 3, 4][::2] }} {{ [1, 2, 3][-2:] }} {{ 'abc'[5:] }}|{{ (1, 2)[5] }}|{{ range(10)[2:8:3] | list }}", "[1, 3] [2, 3] ||[2, 5]")]
    [InlineData("{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 == 1.0 == true }} {{ [1, 'a'] == [1.0, 'a'] }} {{ (1,) == [1] }}", "True False True True False")]
    [InlineData("{{ 'a,b,,c'.split(',') }} {{ ' a  b '.split() }} {{ 'a-b-c'.rsplit('-', 1) }} {{ 'a\\nb\\r\\nc'.splitlines() }}", "['a', 'b', '', 'c'] ['a', 'b'] ['a-b', 'c'] ['a', 'b', 'c']")]
    [InlineData("{{ x }}|{{ x.y is defined }}", "|error")]
    [InlineData("{{ {'items': 1}.items is callable }} {{ {'items': 1}['items'] }}", "True 1")]
    [InlineData("{{ [3, 'a'] | sort }}", "error")]
    [InlineData("{{ 'abcdefgh' | truncate(5, true) }}|{{ 'one two three four' | truncate(12) }}|{{ 'a b' | center(7) }}|", "abcdefgh|one two...|  a b  |")]
    [InlineData("{{ [1, 2, 3, 4, 5] | batch(2, 0) | list }} {{ [1, 2, 3, 4, 5] | slice(2) | list }}", "[[1, 2], [3, 4], [5, 0]] [[1, 2, 3], [4, 5]]")]
    [InlineData("{{ 3 is odd }} {{ 4 is divisibleby 2 }} {{ 'a' is in ['a'] }} {{ none is none }} {{ 1 is sameas true }} {{ 'A' is upper }}", "True True True True False True")]
    [InlineData("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{% endfor %}{{ x }}{% if true %}{% set x = 3 %}{% endif %}{{ x }}", "13")]
    [InlineData("{% for a, b in {'x': 1, 'y': 2}.items() %}{{ loop.index }}{{ a }}{{ b }}{{ loop.last }} {% endfor %}", "1x1False 2y2True ")]
    [InlineData("{% for i in [1, 2, 3] if i != 2 %}{{ i }}{{ loop.length }}{{ loop.previtem }}{{ loop.nextitem }} {% else %}none{% endfor %}", "123 321 ")]
    public void Values_print_as_in_Python(string source, string expected)
    {
        string actual;
        try
        {
            actual = Template.Parse(source).Render(new Dictionary<string, object?>()).Text;
        }
        catch (TemplateRenderException)
        {
            actual = "error";
        }

        Assert.Equal(expected == "|error" ? "error" : expected, actual);
    }

    [Theory]
    [InlineData("a\n  {{ x y }}", 2, 8, 9, 1)]
    [InlineData("{% for x in y %}\n", 1, 4, 3, 3)]
    [InlineData("{% iff x %}", 1, 4, 3, 3)]
    [InlineData("ab\r\n{{ x | uper }}", 2, 8, 11, 4)]
    [InlineData("{{ 'abc }}", 1, 4, 3, 1)]
    [InlineData("{{ (1] }}", 1, 6, 5, 1)]
    [InlineData("{# never", 1, 1, 0, 2)]
    [InlineData("{% endif %}", 1, 4, 3, 5)]
    [InlineData("{{ x", 1, 5, 4, 0)]
    public void Syntax_errors_name_their_place(string source, int line, int column, int position, int length)
    {
        var mistake = Assert.Throws<TemplateSyntaxException>(() => Template.Parse(source));
        Assert.Equal((line, column, position, length), (mistake.Line, mistake.Column, mistake.Position, mistake.Length));
    }

    [Theory]
    [InlineData("{{ 1 }}\n{{ messages.x.y }}", 2, 4, "messages.x", "'messages' is undefined.")]
    [InlineData("a {{ 'x' + 1 }}", 1, 6, "'x' + 1", "'+' does not work between a string and an integer. Use '~' to join text with other values.")]
    [InlineData("{% for a in none %}{% endfor %}", 1, 13, "none", "None cannot be looped over.")]
    [InlineData("{{ raise_exception('Only user and assistant.') }}", 1, 4, "raise_exception('Only user and assistant.')", "Only user and assistant.")]
    [InlineData("{{ [1].append(2) }}", 1, 4, "[1].append(2)", "'append' would change a list, which templates may not. Build a new value, or keep it in a namespace.")]
    public void Render_errors_name_their_place_and_what_was_wrong(string source, int line, int column, string marked, string message)
    {
        var mistake = Assert.Throws<TemplateRenderException>(() => Template.Parse(source).Render(new Dictionary<string, object?>()));
        Assert.Equal((line, column, message), (mistake.Line, mistake.Column, mistake.Message));
        Assert.Equal(marked, source.Substring(mistake.Position, mistake.Length));
        Assert.Equal(source.Contains("raise"), mistake.RaisedByTemplate);
        Assert.StartsWith($"t.jinja({line},{column}): error ATT4002: ", mistake.ToAttuneException("t.jinja").ToString());
    }

    [Fact]
    public void Free_variables_are_the_names_that_nothing_in_the_template_binds()
    {
        const string Source = "{{ text }}{% for m in messages %}{{ m.x }}{{ loop.index }}{{ lang }}{% endfor %}{% set a = b %}{{ a }}"
            + "{% macro f(p, q=r) %}{{ p ~ caller() }}{% endmacro %}{% if date is defined %}{{ date }}{% endif %}{{ range(3) }}{{ tone | default('') }}";
        var free = Template.Parse(Source).FreeVariables;
        Assert.Equal(["text", "messages", "lang", "b", "r", "date", "date", "tone"], free.Select(variable => variable.Name));
        Assert.All(free, variable => Assert.Equal(variable.Name, Source.Substring(variable.Position, variable.Length)));
        Assert.Equal([false, false, false, false, false, true, false, true], free.Select(variable => variable.IsOptional));
    }

    [Fact]
    public void Compared_roles_are_found_in_every_form()
    {
        var template = Template.Parse("{% if m.role == 'user' or m['role'] != 'tool' or 'system' == m.role or role in ['assistant', 'ipython'] or m.name == 'x' %}{% endif %}");
        Assert.Equal(["assistant", "ipython", "system", "tool", "user"], template.ComparedRoles);
    }

    [Fact]
    public void One_template_renders_on_many_threads_at_once()
    {
        var template = Template.Parse("{% set n = namespace(t='') %}{% for c in x %}{% set n.t = n.t ~ c %}{% endfor %}{{ n.t }}");
        Parallel.For(0, 200, i =>
        {
            var text = new string((char)('a' + (i % 26)), 50);
            Assert.Equal(text, template.Render(new Dictionary<string, object?> { ["x"] = text }).Text);
        });
    }

    [Theory]
    [InlineData("Roles must alternate", "Roles must alternate.")]
    [InlineData("Why two questions? ", "Why two questions?")]
    [InlineData("No role 'x'", "No role 'x'.")]
    [InlineData("", "The template gives no reason.")]
    public void What_a_template_says_itself_is_a_sentence_before_the_remedy(string said, string fact)
    {
        var mistake = Assert.Throws<TemplateRenderException>(() =>
            Template.Parse("{{ raise_exception(said) }}").Render(new Dictionary<string, object?> { ["said"] = said }));
        Assert.Equal(fact, mistake.Fact);
        Assert.Equal(
            $"attune: error ATT4002: {fact} The template itself refuses this conversation; give it one of the form it asks for.",
            mistake.ToAttuneException(null).ToString());
    }

    [Fact]
    public void Without_a_clock_the_time_is_undefined_so_that_a_render_repeats()
    {
        const string Source = "{{ strftime_now('%d %b %Y %H:%M:%S %A %j') if strftime_now is defined else 'no clock' }}";
        var template = Template.Parse(Source);
        Assert.Equal("no clock", template.Render(new Dictionary<string, object?>()).Text);
        var options = new RenderOptions { Clock = () => new DateTime(2024, 11, 30, 23, 59, 1) };
        Assert.Equal("30 Nov 2024 23:59:01 Saturday 335", template.Render(new Dictionary<string, object?>(), options).Text);
    }
}
