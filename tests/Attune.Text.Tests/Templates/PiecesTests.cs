using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

/// <summary>Sums stay in pieces until somebody reads them, and neighbouring texts are written as one: neither may be seen.</summary>
public class PiecesTests
{
    private static readonly RenderOptions s_tracked = new() { TrackMessages = true };

    private static Dictionary<string, object?> Messages(params (string Role, string Content)[] messages) => new()
    {
        ["messages"] = messages.Select(object? (message) =>
            new Dictionary<string, object?> { ["role"] = message.Role, ["content"] = message.Content }).ToList(),
    };

    // The spans of a text that was written at once are the reference.
    [Theory]
    [InlineData("{% set s = a + '-' + b %}{{ s }}")]
    [InlineData("{% set s = a + '-' %}{% set s = s + b %}{{ s }}")]
    [InlineData("{% set s = a + '-' + b %}{% if s == 'x' %}{% endif %}{{ s }}")]
    [InlineData("{% set s = '' + a + '' + '-' + b + '' %}{{ s[:1] + s[1:] }}")]
    [InlineData("{% set s = a + '-' %}{% set s = e + s + b %}{{ s }}")]
    [InlineData("{% set s = '-' + b %}{% set s = a + s + e + e %}{{ s }}")]
    [InlineData("{% set s = a + '-' + b %}{% set t = s + '' %}{{ t | trim }}")]
    public void SpansOfASumAreThoseOfItsParts(string source)
    {
        const string Names = "{% set a = messages[0].content %}{% set b = messages[1].content %}{% set e = '' %}";
        var variables = Messages(("user", "ab"), ("assistant", "cd"));
        var expected = Template.Parse(Names + "{{ a }}-{{ b }}").Render(variables, s_tracked);
        var rendered = Template.Parse(Names + source).Render(variables, s_tracked);
        Assert.Equal("ab-cd", rendered.Text);
        Assert.Equal(expected.Spans, rendered.Spans);
    }

    [Fact]
    public void ATextMayGrowByManyPieces()
    {
        var variables = Messages([.. Enumerable.Range(0, 100).Select(i => ("user", $"{i},"))]);
        const string Source = "{% set ns = namespace(s='') %}{% for m in messages %}{% set ns.s = ns.s + m.content %}{% endfor %}{{ ns.s }}";
        var rendered = Template.Parse(Source).Render(variables, s_tracked);
        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},")), rendered.Text);
        Assert.Equal(Enumerable.Range(0, 100), rendered.Spans.Select(span => span.Origin.MessageIndex));
    }

    [Fact]
    public void ASumThatIsTooLongFailsAtTheSameSign()
    {
        var template = Template.Parse("{% set s = x + 'bc' + x + 'f' %}{{ s }}");
        var options = new RenderOptions { MaxValueLength = 3 };
        var error = Assert.Throws<TemplateRenderException>(() => template.Render(new Dictionary<string, object?> { ["x"] = "a" }, options));
        Assert.Equal("x + 'bc' + x", template.Source.Substring(error.Position, error.Length));
    }

    [Fact]
    public void AContentIsAToolResultWhicheverFieldIsReadFirst()
    {
        var variables = Messages(("tool", "42"), ("user", "43"));
        foreach (var source in new[] { "{{ m.role }}{{ m.content }}", "{{ m.content }}{{ m.role }}", "{% for k, v in m.items() %}{{ v }}{% endfor %}" })
        {
            var rendered = Template.Parse("{% for m in messages %}" + source + "{% endfor %}").Render(variables, s_tracked);
            Assert.Equal(MessagePart.ToolResult, Assert.Single(rendered.Spans, span => rendered.Text.Substring(span.Start, span.Length) == "42").Origin.Part);
            Assert.Equal(MessagePart.Content, Assert.Single(rendered.Spans, span => rendered.Text.Substring(span.Start, span.Length) == "43").Origin.Part);
        }
    }

    [Fact]
    public void JsonIndentsAtAnyDepth()
    {
        object? value = "x";
        for (var i = 0; i < 40; i++)
            value = i % 2 == 0 ? new List<object?> { value, 1 } : new Dictionary<string, object?> { ["a"] = value, ["b"] = 1 };
        var variables = new Dictionary<string, object?> { ["v"] = value };
        foreach (var indent in new[] { "0", "1", "3", "9", "'\\t'", "'    '" })
        {
            var whole = Template.Parse($"{{{{ v | tojson(indent={indent}) }}}}").Render(variables).Text;
            // A value that was looked into is written in another way.
            var looked = Template.Parse($"{{% for k in v %}}{{% endfor %}}{{{{ v | tojson(indent={indent}) }}}}").Render(variables).Text;
            Assert.Equal(looked, whole);
            var lines = whole.Split('\n');
            var unit = indent.StartsWith('\'') ? indent.Trim('\'').Replace("\\t", "\t") : new string(' ', int.Parse(indent, System.Globalization.CultureInfo.InvariantCulture));
            var depth = 0;
            foreach (var line in lines)
            {
                var bare = line.TrimStart();
                if (bare[0] is ']' or '}')
                    depth--;
                Assert.Equal(string.Concat(Enumerable.Repeat(unit, depth)) + bare, line);
                if (bare[^1] is '[' or '{')
                    depth++;
            }
        }
    }

    // Python's repr of each.
    [Theory]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00009999, "9.999e-05")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(2.0, "2.0")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(999999999999999.9, "999999999999999.9")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-1.5e300, "-1.5e+300")]
    [InlineData(0.1, "0.1")]
    [InlineData(5e-324, "5e-324")]
    public void FloatsPrintAsInPython(double value, string expected) =>
        Assert.Equal(expected, Template.Parse("{{ x }}").Render(new Dictionary<string, object?> { ["x"] = value }).Text);
}
