using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

/// <summary>Broken, deep and greedy templates end in a template error, quickly.</summary>
public class FuzzTests
{
    private static readonly RenderOptions s_small = new()
    {
        MaxOutputLength = 20_000,
        MaxSteps = 100_000,
        MaxValueLength = 20_000,
        MaxDepth = 50,
        TrackMessages = true,
        Clock = () => new DateTime(2025, 1, 2),
    };

    private static readonly string[] s_seeds =
    [
        "{%- for m in messages -%}{{ '<|' + m['role'] + '|>' + m.content | trim }}{% if not loop.last %}\n{% else %}{{ eos }}{% endif %}{% endfor %}",
        "{% macro f(a, b=2, *c) %}{{ a ~ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ f(1, 3, 4, x=5) }}",
        "{% set ns = namespace(n=0, t='') %}{% for i in range(5) recursive %}{% set ns.n = ns.n + i ** 2 // 3 %}{{ loop(range(i - 1)) if i > 3 }}{% endfor %}{{ ns.n / 7 }}",
        "{% call(u) g(3) %}{{ u }}{% endcall %}{% macro g(n) %}{{ caller(n) }}{% endmacro %}{% filter upper %}a{% endfilter %}",
        "{{ messages | map(attribute='content') | select('string') | list | tojson(indent=2) }}{{ messages[0].content[1:-1:2] }}",
        "{{ '%05.2f|%-8s|%x' % (3.14159, 'a', 255) }}{{ '{:>8}|{0!r}|{x[0]}'.format('b', x=[1]) }}{{ 1e3 }}{{ 0x1F }}{{ -7 % 3 }}",
        "{# note #}{% raw %}{{ x }}{% endraw %}{% with a=1, b=a %}{{ b is defined and a < 2 <= 3 not in [1] }}{% endwith %}{% generation %}{{ 'y' * 3 }}{% endgeneration %}",
        "{{ [3, 1, 2] | sort(reverse=true) | join(', ') }}{{ {'b': 1, 'a': [none, true]} | dictsort }}{{ messages | groupby('role') }}{{ 'a b' | wordwrap(1) | indent(2) }}",
        "{% if x is defined %}{% elif messages|length > 1 and messages[1].role in ['user'] %}{{ strftime_now('%d %b %Y') }}{% else %}{{ raise_exception('no') }}{% endif %}",
    ];

    private static readonly string[] s_pieces =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "(", ")", "[", "]", "{", "}", "|", ".", ",", ":", "'", "\"", "\\", "=", "==", "~", "*", "**", "//", "%",
        " if ", " else ", " for ", " in ", " is ", " not ", " and ", " or ", "endif", "endfor", "set ", "none", "true", "messages", "loop", "namespace", "range(9)",
        "99999999999999999999", "1e999", "0", "-1", "'a'*9999", "|list", "|tojson", "|length", "|join", ".split()", ".format(", "[::-1]", "\n", "\r\n", "\t", "é", "🙂", "\0", "self", "caller()",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutated_templates_render_or_fail_with_a_place_in_the_source(int seed)
    {
        var random = new Random(seed);
        int rendered = 0, failed = 0;
        for (var i = 0; i < 4000; i++)
        {
            var source = Mutate(s_seeds[random.Next(s_seeds.Length)], random);
            try
            {
                Template.Parse(source).Render(Variables(), s_small);
                rendered++;
            }
            catch (TemplateException mistake)
            {
                failed++;
                Assert.True(mistake.Line >= 1 && mistake.Column >= 1 && mistake.Position >= 0 && mistake.Length >= 0 && mistake.Position + mistake.Length <= source.Length, source);
                Assert.NotEmpty(mistake.Message);
            }
        }

        Assert.True(rendered > 100 && failed > 100, $"{rendered} rendered, {failed} failed");
    }

    [Theory]
    [InlineData("(", 100_000, ")")]
    [InlineData("[", 100_000, "]")]
    [InlineData("not ", 100_000, "")]
    [InlineData("-", 100_000, "")]
    [InlineData("{'a':", 100_000, "}")]
    [InlineData("f(", 100_000, ")")]
    [InlineData("x if x else ", 100_000, "")]
    public void Deep_nesting_is_a_syntax_error(string open, int count, string close)
    {
        var source = "{{ " + string.Concat(Enumerable.Repeat(open, count)) + "x" + string.Concat(Enumerable.Repeat(close, count)) + " }}";
        Assert.Throws<TemplateSyntaxException>(() => Template.Parse(source).Render(Variables(), s_small));
    }

    [Theory]
    [InlineData("{% if x %}")]
    [InlineData("{% for x in y %}")]
    [InlineData("{% set x %}")]
    [InlineData("{% macro m() %}")]
    public void Deep_blocks_are_a_syntax_error(string open) =>
        Assert.Throws<TemplateSyntaxException>(() => Template.Parse(string.Concat(Enumerable.Repeat(open, 100_000))));

    [Theory]
    [InlineData(".a")]
    [InlineData("[0]")]
    [InlineData("()")]
    [InlineData(" + x")]
    [InlineData(" or x")]
    [InlineData("|string")]
    [InlineData(" if x")]
    [InlineData(" is defined")]
    public void Long_chains_end_in_a_template_error_or_a_value(string link)
    {
        var source = "{{ x" + string.Concat(Enumerable.Repeat(link, 200_000)) + " }}";
        try
        {
            Assert.True(Template.Parse(source).Render(new Dictionary<string, object?> { ["x"] = 0L }, s_small).Text.Length < 20);
        }
        catch (TemplateException mistake)
        {
            Assert.NotEmpty(mistake.Message);
        }
    }

    [Theory]
    [InlineData("{{ 'a' * 1000000000 }}", "limit")]
    [InlineData("{{ range(1000000000) | list }}", "100000")]
    [InlineData("{{ [0] * 1000000000 }}", "limit")]
    [InlineData("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{% for a in range(9999) %}xxxxxxxx{% endfor %}", "limit")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "50 deep")]
    [InlineData("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", "50 deep")]
    [InlineData("{% set n = namespace(s='aaaaaaaa') %}{% for a in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}", "limit")]
    [InlineData("{{ 9 ** 99999999 }}", "large")]
    [InlineData("{{ '%999999999d' % 1 }}", "limit")]
    [InlineData("{{ '{:>999999999}'.format(1) }}", "limit")]
    [InlineData("{{ 'a'.ljust(999999999) }}", "limit")]
    [InlineData("{{ 'a\tb'.expandtabs(999999999) }}", "limit")]
    [InlineData("{{ ('a' * 20000).replace('a', 'a' * 20000) }}", "limit")]
    public void Greedy_templates_reach_a_limit(string source, string expected)
    {
        var mistake = Assert.Throws<TemplateRenderException>(() => Template.Parse(source).Render(Variables(), s_small));
        Assert.Contains(expected, mistake.Message);
    }

    [Theory]
    [InlineData("{% set n.s = [n.s] %}", "{{ n.s }}")]
    [InlineData("{% set n.s = {'k': n.s} %}", "{{ n.s | tojson }}")]
    [InlineData("{% set n.s = (n.s,) %}", "{{ {n.s: 1} }}")]
    [InlineData("{% set n.s = [n.s] %}{% set n.t = [n.t] %}", "{{ n.s == n.t }}{{ n.s < n.t }}")]
    [InlineData("{% set n.s = n.s | map('string') %}", "{{ n.s | list }}")]
    public void Deep_values_are_a_render_error(string step, string use)
    {
        var source = "{% set n = namespace(s=('a',), t=('b',)) %}{% for i in range(99999) %}" + step + "{% endfor %}" + use;
        var mistake = Assert.Throws<TemplateRenderException>(() => Template.Parse(source).Render(new Dictionary<string, object?>()));
        Assert.Contains("deep", mistake.Message);
    }

    private static string Mutate(string source, Random random)
    {
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(source.Length + 1);
            var length = Math.Min(random.Next(1, 12), source.Length - at);
            source = random.Next(4) switch
            {
                0 => source.Remove(at, length),
                1 => source.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
                2 => source.Insert(random.Next(source.Length + 1), source.Substring(at, length)),
                _ => source.Remove(at, length).Insert(at, s_pieces[random.Next(s_pieces.Length)]),
            };
        }

        return source;
    }

    private static Dictionary<string, object?> Variables() => new()
    {
        ["messages"] = new List<object?>
        {
            new Dictionary<string, object?> { ["role"] = "user", ["content"] = "Hi 🙂 there" },
            new Dictionary<string, object?> { ["role"] = "assistant", ["content"] = "Hello." },
        },
        ["eos"] = "</s>",
    };
}
