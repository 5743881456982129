using Attune.Generators.BaseModels;
using Attune.Generators.Caching;
using Attune.Generators.ChatTemplates;
using Attune.Generators.Prompts;
using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tests.Emission;

/// <summary>What is computed from a text is computed once, within limits, and not for a compiler that has lost interest.</summary>
public sealed class ProbeTests
{
    private static readonly Dictionary<string, object?> NoTokens = [];

    [Fact]
    public void A_text_is_read_once()
    {
        const string Text = "{{ read_once }}";
        Assert.Same(TemplateSource.Parse(Text, PromptLanguage.Jinja, out _), TemplateSource.Parse(new string(Text), PromptLanguage.Jinja, out _));
    }

    [Fact]
    public void A_template_is_probed_once_for_each_set_of_tokens()
    {
        var first = TemplateProbe.Of(Bases.ChatMl, NoTokens, default);
        Assert.NotNull(first);
        Assert.Same(first, TemplateProbe.Of(new string(Bases.ChatMl), new Dictionary<string, object?>(), default));
        Assert.NotSame(first, TemplateProbe.Of(Bases.ChatMl, new Dictionary<string, object?> { ["bos_token"] = "<s>" }, default));
    }

    [Fact]
    public void A_base_model_is_read_once_for_a_compilation()
    {
        var options = Bases.Tiny();
        var given = new AnalyzerOptions(options.AdditionalFiles, options);
        var first = BaseModelFiles.Of("attune/tiny", given, default);
        Assert.NotNull(first);
        Assert.Same(first, BaseModelFiles.Of("attune/tiny", given, default));
        Assert.Null(BaseModelFiles.Of("attune/large", given, default));
    }

    [Fact]
    public void A_probe_that_was_given_up_is_not_kept()
    {
        const string Text = "{% for m in messages %}{{ m.content }} given up{% endfor %}";
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => TemplateProbe.Of(Text, NoTokens, source.Token));
        Assert.NotNull(TemplateProbe.Of(Text, NoTokens, default));
    }

    [Theory]
    [InlineData("{% for i in range(99999) %}{% for j in range(99999) %}{{ 1 }}{% endfor %}{% endfor %}")]
    [InlineData("{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}")]
    [InlineData("{% set ns = namespace(t='xxxxxxxx') %}{% for i in range(99999) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}")]
    [InlineData("{{ ('x' * 99999999) }}")]
    [InlineData("{{ 'x' | center(99999999) }}")]
    [InlineData("{{ '%99999999d' | format(1) }}")]
    [InlineData("{% for i in range(9999) %}{{ messages | tojson | length }}{{ (messages ~ messages) * 99 }}{% endfor %}")]
    public void A_template_that_runs_wild_is_stopped(string template)
    {
        var probe = TemplateProbe.Of(template, NoTokens, default);
        Assert.NotNull(probe);
        Assert.NotNull(probe.Plain.Failure);
        Assert.Null(probe.Plain.Text);
    }

    [Fact]
    public void A_huge_text_is_no_template() =>
        Assert.Null(TemplateProbe.Of(string.Concat(Enumerable.Repeat("{{ messages[0].content }}", 20_000)), NoTokens, default));

    [Fact]
    public void A_cache_forgets_rather_than_grows()
    {
        var cache = new BoundedCache<int, object>(8);
        var first = cache.GetOrAdd(0, static _ => new object());
        Assert.Same(first, cache.GetOrAdd(0, static _ => new object()));
        for (var key = 1; key < 20; key++)
            cache.GetOrAdd(key, static _ => new object());
        Assert.NotSame(first, cache.GetOrAdd(0, static _ => new object()));
    }

    [Theory]
    [InlineData("""{"a": [1, -2.5e1, true, false, null, "x\n\u00e9\"\\"], "b": {}}""", "x\n\u00e9\"\\", 6)]
    [InlineData("""{"a": ["x"], "b": """, "x", 1)]
    [InlineData("""{"a": ["x", {"c": "bro""", "x", 2)]
    [InlineData("""{"a": ["x", }""", "x", 1)]
    public void Json_is_read_as_far_as_it_goes(string json, string last, int count)
    {
        var list = JsonText.Read(json).List("a");
        Assert.Equal(count, list.Count);
        Assert.Contains(last, list);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[[[[")]
    [InlineData("\"")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\": \"\\u12")]
    [InlineData("}")]
    public void Json_that_is_none_has_no_fields(string json) => Assert.Empty(JsonText.Read(json).List("a"));

    [Fact]
    public void Json_that_nests_without_end_is_given_up() => Assert.NotNull(JsonText.Read(new string('[', 100_000)));
}
