using Attune.Generators.Diagnostics;

namespace Attune.Generators.Tests.Testing;

/// <summary>What every rule must show: it fires at the exact characters, it can be silenced, and it leaves legal code alone.</summary>
internal static class Rule
{
    /// <summary>Fires with that id at the marked places and nowhere else, with a message that has all these parts; <c>#pragma</c> silences it.</summary>
    public static async Task FiresAsync<TRule>(string id, string marked, TestOptions? options = null, params string[] messageParts)
        where TRule : IRule, new()
    {
        var source = MarkedSource.Parse(marked);
        Assert.NotEmpty(source.Spans);
        var diagnostics = await RoslynTest.AnalyzeAsync(new RuleAnalyzer(static () => [new TRule()]), source.Text, options);
        var found = diagnostics.Select(diagnostic =>
            $"{diagnostic.Id} {diagnostic.Location.SourceSpan} '{source.Text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}'");
        var expected = source.Spans.Select(span => $"{id} {span} '{source.Text.Substring(span.Start, span.Length)}'");
        Assert.Equal(expected, found);
        foreach (var part in messageParts)
            Assert.Contains(part, diagnostics[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        var silenced = await RoslynTest.AnalyzeAsync(new RuleAnalyzer(static () => [new TRule()]), $"#pragma warning disable {id}\n{source.Text}", options);
        Assert.Empty(silenced);
    }

    /// <summary>Says nothing.</summary>
    public static async Task IsSilentAsync<TRule>(string source, TestOptions? options = null)
        where TRule : IRule, new()
    {
        var diagnostics = await RoslynTest.AnalyzeAsync(new RuleAnalyzer(static () => [new TRule()]), source, options);
        Assert.Empty(diagnostics.Select(diagnostic => diagnostic.ToString()));
    }
}
