using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

/// <summary>Counts the rows of a suite and keeps what failed, so that a test can compare both with what is expected.</summary>
internal sealed class SuiteResult
{
    public int Passed { get; private set; }

    public List<string> Failures { get; } = [];

    /// <summary>Renders; the expected text is null where the reference fails.</summary>
    public void Check(string name, string source, IReadOnlyDictionary<string, object?> variables, string? expected, TemplateOptions? options = null, RenderOptions? render = null)
    {
        string? actual = null, error = null;
        try
        {
            actual = Template.Parse(source, options).Render(variables, render ?? new RenderOptions()).Text;
        }
        catch (TemplateException mistake)
        {
            error = $"({mistake.Line},{mistake.Column}) {mistake.Message}";
        }

        if (actual == expected)
            Passed++;
        else
            Failures.Add($"{name}: {Describe(actual, expected, error)}");
    }

    private static string Describe(string? actual, string? expected, string? error)
    {
        if (error is not null)
            return "fails: " + error;
        if (expected is null)
            return "should fail, but gives " + Cut(actual!, 0);
        var at = 0;
        while (at < actual!.Length && at < expected.Length && actual[at] == expected[at])
            at++;
        return $"differs at {at}: expected {Cut(expected, at)}, gives {Cut(actual, at)}";
    }

    private static string Cut(string text, int at)
    {
        var start = Math.Max(0, at - 20);
        return "'" + text.Substring(start, Math.Min(60, text.Length - start)).Replace("\n", "\\n") + "'";
    }
}
