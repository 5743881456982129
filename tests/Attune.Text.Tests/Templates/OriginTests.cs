using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

/// <summary>Each operation on text keeps the origin of each character. Lower-case letters are message 0, upper-case ones message 1.</summary>
public class OriginTests
{
    [Theory]
    [InlineData("{{ a ~ '-' ~ b }}", " abc def -GHI", "000000000.111")]
    [InlineData("{{ a + '-' + b }}", " abc def -GHI", "000000000.111")]
    [InlineData("{{ a | trim }}", "abc def", "0000000")]
    [InlineData("{{ a.strip() }}|{{ a.lstrip() }}|{{ a.rstrip() }}", "abc def|abc def | abc def", "0000000.00000000.00000000")]
    [InlineData("{{ a.split()[1] }}", "def", "000")]
    [InlineData("{{ a.strip().split(' ') | join('+') }}", "abc+def", "000.000")]
    [InlineData("{{ '+'.join([b, a.strip()]) }}", "GHI+abc def", "111.0000000")]
    [InlineData("{{ (b ~ a)[2:5] }}", "I a", "100")]
    [InlineData("{{ (b ~ a)[::-1] }}", " fed cba IHG", "000000000111")]
    [InlineData("{{ b[0] }}{{ a[-2] }}", "Gf", "10")]
    [InlineData("{{ a.replace('b', b) }}", " aGHIc def ", "00111000000")]
    [InlineData("{{ a | replace(' ', '_') }}", "_abc_def_", ".000.000.")]
    [InlineData("{{ a | upper }}{{ b | lower }}", " ABC DEF ghi", "000000000111")]
    [InlineData("{{ a | title }}{{ b | capitalize }}", " Abc Def Ghi", "000000000111")]
    [InlineData("{{ '%s/%5s' % (b, b) }}", "GHI/  GHI", "111...111")]
    [InlineData("{{ '{}-{x}'.format(b, x=a.strip()) }}", "GHI-abc def", "111.0000000")]
    [InlineData("{{ (b ~ '\n' ~ b) | indent(2) }}", "GHI\n  GHI", "111111111")]
    [InlineData("{% for c in b %}{{ c }},{% endfor %}", "G,H,I,", "1.1.1.")]
    [InlineData("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(b) }}", "<GHI>", ".111.")]
    [InlineData("{% set x %}<{{ b }}>{% endset %}{{ x }}", "<GHI>", ".111.")]
    [InlineData("{% filter lower %}<{{ b }}>{% endfilter %}", "<ghi>", ".111.")]
    [InlineData("{% set n = namespace(t='') %}{% for c in b %}{% set n.t = n.t + c %}{% endfor %}{{ n.t }}", "GHI", "111")]
    [InlineData("{{ b | tojson }}", "\"GHI\"", "11111")]
    [InlineData("{{ {'k': b} | tojson }}", "{\"k\": \"GHI\"}", "......11111.")]
    [InlineData("{{ [b] }}", "['GHI']", ".11111.")]
    [InlineData("{{ b | length }}{{ b == 'GHI' }}", "3True", ".....")]
    [InlineData("{{ b if b else a }}{{ c or b }}", "GHIGHI", "111111")]
    [InlineData("{{ [b, a] | sort | first }}", " abc def ", "000000000")]
    [InlineData("{{ b | center(5) }}{{ b.ljust(4, '*') }}", " GHI GHI*", ".111.111.")]
    [InlineData("{{ (a.strip() ~ b).partition('f')[2] }}", "GHI", "111")]
    [InlineData("{{ [{'n': b}] | map(attribute='n') | join }}", "GHI", "111")]
    public void Operations_keep_origins(string source, string text, string origins)
    {
        var rendered = Template.Parse(source).Render(new Dictionary<string, object?>
        {
            ["a"] = Content(" abc def ", 0),
            ["b"] = Content("GHI", 1),
            ["c"] = null,
        });
        Assert.Equal(text, rendered.Text);
        var found = new char[text.Length];
        foreach (var span in rendered.Spans)
            found.AsSpan(span.Start, span.Length).Fill(span.Origin.IsTemplate ? '.' : (char)('0' + span.Origin.MessageIndex));
        Assert.Equal(origins, new string(found));
    }

    private static SpannedText Content(string text, int message) =>
        new(text, [new OriginSpan(0, text.Length, new Origin(message, MessagePart.Content))]);
}
