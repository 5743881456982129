using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

/// <summary>
/// Cases that random expressions, rendered here and by Jinja2 3.1.6 in the sandbox of transformers (Python 3.14), once
/// told apart. The expected texts are what Jinja2 gave.
/// </summary>
public class PythonParityTests
{
    private static readonly Dictionary<string, object?> s_variables = new()
    {
        ["big"] = 1e22,
        ["list"] = new List<object?> { 3L, 1L, 2L },
        ["pairs"] = new List<object?> { new List<object?> { 1L, 2L }, new List<object?> { 3L, 4L } },
        ["words"] = "The quick brown-fox jumps over the lazy dog. Supercalifragilistic",
        ["n"] = "given",
        ["m"] = "given",
        ["map"] = new Dictionary<string, object?> { ["b"] = 1L, ["a"] = 2L },
    };

    [Theory]
    [InlineData("{{ '[%+.2d|%#.3x|%.10X|%-.*d|%10.4d|%08.3d|%#08.3x]' % (0, -7, 1, 5, 2, -0.5, 5, -5) }}", "[+00|-0x007|0000000001|00002|      0000|00000005|-0x00005]")]
    [InlineData("{{ '[%+.2u|%05s|%+s]' % (-2.5, 'x', 'y') }}", "[-02|    x|y]")]
    [InlineData("{{ '{:5}|{:#010b}|{:012,.2f}|{:08,d}|{:_x}|{:,}'.format(true, 5, true, 1, 1048576, 1234567.5) }}", "    1|0b00000101|0,000,001.00|0,000,001|10_0000|1,234,567.5")]
    [InlineData("{{ '{x.name}|{y[1]}|{z[k]}'.format(x=1, y=[], z={}) }}", "||")]
    [InlineData("{{ '{:05}|{!r:>6}|{:^5}'.format('ab', 'c', '🙂') }}", "ab000|   'c'|  🙂  ")]
    public void Formatting(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ (big * 1000) % -1 }} {{ 7.5 % -2 }} {{ -0.5 // 3 }} {{ 0.0 // -3 }}", "-0.0 -0.5 -1.0 -0.0")]
    [InlineData("{{ '٣' | float }} {{ '1_000' | float }} {{ '1__0' | float }} {{ ' 3.5e1 ' | float }}", "3.0 1000.0 0.0 35.0")]
    [InlineData("{{ (255).bit_length() }} {{ (-7).bit_count() }} {{ (0.1).as_integer_ratio() }} {{ (3.14159).hex() }} {{ (2.0).is_integer() }} {{ (5).real }} {{ (2.5).imag }} {{ true.denominator }}", "8 3 (3602879701896397, 36028797018963968) 0x1.921f9f01b866ep+1 True 5 0.0 1")]
    [InlineData("{{ range(5)[3:0:] }} {{ range(5)[::-1] | list }} {{ range(5)[1:3] }}", "range(3, 0) [4, 3, 2, 1, 0] range(1, 3)")]
    public void Numbers(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ 'ﬁn straße ǆa'.title() }}|{{ 'ﬁ'.upper() }}|{{ 'ß'.capitalize() }}", "Fin Straße ǅa|FI|Ss")]
    [InlineData("{{ 'ΑΣ Σ ΑΣ. Α.Σ ΑΣ\u0301b'.lower() }}|{{ 'Straße Σς ẞ Ꭰ'.casefold() }}", "ας σ ας. α.ς ασ\u0301b|strasse σσ ss Ꭰ")]
    [InlineData("{{ 'ⅷ'.islower() }} {{ 'Ⅷ'.isupper() }} {{ 'ª'.islower() }} {{ 'ᾈ'.swapcase() }} {{ 'ı ſ'.upper() }}", "True True True ᾈ I S")]
    [InlineData("{{ 'a²'.isidentifier() }} {{ 'a\u0301'.isidentifier() }} {{ 'aⅧ'.isidentifier() }} {{ 'ǅa'.istitle() }}", "False True True True")]
    public void Letters(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ words | wordwrap(5) }}", "The\nquick\nbrown\n-fox\njumps\nover\nthe\nlazy\ndog.\nSuper\ncalif\nragil\nistic")]
    [InlineData("{{ words | wordwrap(11) }}", "The quick\nbrown-fox\njumps over\nthe lazy\ndog. Superc\nalifragilis\ntic")]
    [InlineData("{{ 'a--b well-known x-1 -9' | wordwrap(4, break_long_words=false) }}", "a--b\nwell-\nknown\nx-1\n-9")]
    [InlineData("{{ [1, 2] | truncate(9) }} {{ 'abcdefghij' | truncate(5, true) }}", "[1, 2] abcdefghij")]
    [InlineData("{{ map | attr('b') is undefined }} {{ 'upper' is filter }} {{ 1 is filter }}", "True True False")]
    public void Filters(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{% set n %}[{{ n }}]{% endset %}{{ n }}{% set m = m ~ 1 %}{{ m }}", "[]given1")]
    [InlineData("{% if true %}{% set n %}[{{ n }}]{% endset %}{{ n }}{% endif %}", "[given]")]
    [InlineData("{% macro f() %}{{ n }}{% endmacro %}{{ f() }}{% set n = 1 %}{{ f() }}", "1")]
    [InlineData("{{ n }}{% macro f() %}{{ n }}{% endmacro %}{{ f() }}{% set n = 1 %}{{ f() }}", "givengiven1")]
    [InlineData("{% for x in [1] %}{% block a %}{{ x }}{{ n }}{% endblock %}{% block b scoped %}{{ x }}{% endblock %}{% endfor %}", "given1")]
    [InlineData("{% set x = 2 %}{% for x in [1] %}{% block a %}{{ x }}{% endblock %}{% endfor %}", "2")]
    public void Names(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{{ {'b': 1, 'a': [none, 'x']} | pprint }}", "{'a': [None, 'x'], 'b': 1}")]
    [InlineData("{{ ['word ' * 20] | pprint }}", "['word word word word word word word word word word word word word word word '\n 'word word word word word ']")]
    [InlineData("{{ {'key': ['x' * 40, 'y' * 40]} | pprint }}", "{'key': ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',\n         'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy']}")]
    [InlineData("{{ ['a' | e, '三'.isnumeric(), 1000 / 9007199254740993] }}", "[Markup('a'), True, 1.1102230246251564e-13]")]
    public void Printing(string source, string expected) => Renders(source, expected);

    [Theory]
    [InlineData("{% filter trim | length %}abc{% endfilter %}")]
    [InlineData("{% for x in [1] %}{% block a %}{{ x.y }}{% endblock %}{% endfor %}")]
    [InlineData("{{ '%c' % 'ab' }}")]
    [InlineData("{{ '{:-}'.format('a') }}")]
    [InlineData("{{ '{} {0}'.format(1, 2) }}")]
    [InlineData("{{ '{0} {}'.format(1, 2) }}")]
    [InlineData("{{ '{:5}'.format(none) }}")]
    [InlineData("{{ '{:>5}'.format(list) }}")]
    [InlineData("{{ '{:=5}'.format('a') }}")]
    [InlineData("{{ '{:,x}'.format(5) }}")]
    [InlineData("{{ '{:.2d}'.format(5) }}")]
    [InlineData("{{ missing | int(3) }}")]
    [InlineData("{{ missing | float }}")]
    [InlineData("{{ missing | attr('name') }}")]
    [InlineData("{{ true | truncate(5) }}")]
    [InlineData("{{ {} is filter }}")]
    [InlineData("{{ [] is test }}")]
    [InlineData("{{ pairs | groupby(0) | unique | list }}")]
    [InlineData("{{ list.append(1) }}")]
    [InlineData("{{ map.pop('a') }}")]
    public void What_Jinja2_refuses_is_refused_with_a_place(string source)
    {
        var mistake = Assert.Throws<TemplateRenderException>(() => Template.Parse(source).Render(s_variables));
        Assert.Equal(1, mistake.Line);
        Assert.InRange(mistake.Column, 4, source.Length);
    }

    private static void Renders(string source, string expected) => Assert.Equal(expected, Template.Parse(source).Render(s_variables).Text);
}
