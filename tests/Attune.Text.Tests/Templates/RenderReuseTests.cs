using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

/// <summary>Renders reuse state of earlier ones on their thread, and convert values late: neither may be seen.</summary>
public class RenderReuseTests
{
    [Fact]
    public void ARenderThatFailedLeavesNothingToTheNext()
    {
        var failing = Template.Parse("{% set x = 'left' %}some text{{ given }}{{ 1 // 0 }}");
        var next = Template.Parse("[{{ given }}{{ x }}]");
        Assert.Throws<TemplateRenderException>(() => failing.Render(new Dictionary<string, object?> { ["given"] = "secret" }));
        var rendered = next.Render(new Dictionary<string, object?>());
        Assert.Equal("[]", rendered.Text);
        Assert.Single(rendered.Spans);
    }

    [Fact]
    public void AClockMayRender()
    {
        var inner = Template.Parse("{{ word }}");
        string? seen = null;
        var options = new RenderOptions
        {
            Clock = () =>
            {
                seen = inner.Render(new Dictionary<string, object?> { ["word"] = "inner" }).Text;
                return new DateTime(2024, 11, 30);
            },
        };
        var outer = Template.Parse("{{ word }} {{ strftime_now('%Y') }} {{ word }}");
        Assert.Equal("outer 2024 outer", outer.Render(new Dictionary<string, object?> { ["word"] = "outer" }, options).Text);
        Assert.Equal("inner", seen);
    }

    [Fact]
    public void StepsOfEarlierRendersDoNotCount()
    {
        var template = Template.Parse("{% for i in range(60) %}x{% endfor %}");
        var options = new RenderOptions { MaxSteps = 100 };
        for (var i = 0; i < 3; i++)
            Assert.Equal(60, template.Render(new Dictionary<string, object?>(), options).Text.Length);
    }

    [Fact]
    public void JoinedLiteralsKeepThePlaceOfAWrongSum()
    {
        var template = Template.Parse("{{ 'a' + 'b' + 1 + 'c' + 'd' }}");
        var error = Assert.Throws<TemplateRenderException>(() => template.Render(new Dictionary<string, object?>()));
        Assert.Equal("'a' + 'b' + 1", template.Source.Substring(error.Position, error.Length));
    }

    [Fact]
    public void ATextThatNoLongerFitsIsFoundAtWhatWritesIt()
    {
        var template = Template.Parse("abc{{ 'def' }}{{ 'g' + x + 'i' }}");
        var variables = new Dictionary<string, object?> { ["x"] = "h" };
        foreach (var (length, column) in new[] { (2, 1), (5, 7), (8, 18) })
        {
            var options = new RenderOptions().StoppedAfter(length);
            Assert.Equal(column, Assert.Throws<TemplateRenderException>(() => template.Render(variables, options)).Column);
        }
    }

    [Theory]
    [InlineData("{{ d | tojson }}")]
    [InlineData("{% set seen = d.inner.text %}{{ d | tojson }}")]
    [InlineData("{% for key in d.inner %}{% endfor %}{{ d | tojson }}")]
    public void JsonIsTheSameWhateverWasLookedAtBefore(string source)
    {
        var inner = new Dictionary<string, object?> { ["text"] = "a \"b\"\n", ["list"] = new List<object?> { 1, 2.0, null } };
        var variables = new Dictionary<string, object?> { ["d"] = new Dictionary<string, object?> { ["inner"] = inner, ["é"] = "" } };
        var rendered = Template.Parse(source).Render(variables, new RenderOptions { TrackMessages = true });
        Assert.Equal("{\"inner\": {\"text\": \"a \\\"b\\\"\\n\", \"list\": [1, 2.0, null]}, \"é\": \"\"}", rendered.Text);
        Assert.Equal(MessagePart.Variable, Assert.Single(rendered.Spans).Origin.Part);
    }

    [Fact]
    public void KeysAreEqualByTheirCharactersWhateverTheDictionaryCompares()
    {
        var loose = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["Name"] = "x" };
        Assert.Equal("-x", Template.Parse("{{ d.name }}-{{ d.Name }}").Render(new Dictionary<string, object?> { ["d"] = loose }).Text);
    }
}
