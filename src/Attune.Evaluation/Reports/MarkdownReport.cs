using System.Globalization;
using System.Text;
using Attune.Models;

namespace Attune.Evaluation;

/// <summary>The report as Markdown, for reviews and job summaries.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the report, atomically.</summary>
    public static void Write(EvaluationReport report, string path) => AtomicFile.WriteText(path, ToText(report));

    /// <summary>The report as text.</summary>
    public static string ToText(EvaluationReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Recipe}: {(report.Passed ? "passed" : "failed")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Base `{report.Base}`, {report.CreatedAt:yyyy-MM-dd HH:mm} UTC\n\n");
        AppendAssertions(text, report);
        AppendFacts(text, "Measured", report.Measures);
        AppendFacts(text, "Facts", report.Facts);
        AppendFailures(text, report);
        return text.ToString();
    }

    private static void AppendAssertions(StringBuilder text, EvaluationReport report)
    {
        text.Append("| assertion | base | tuned | 95 % interval | p (McNemar) | at least | |\n|---|---:|---:|---|---:|---:|---|\n");
        foreach (var assertion in report.Assertions)
        {
            text.Append("| ").AppendJoin(" | ",
                Cell(assertion.Name),
                ReportFormat.Percent(assertion.Before.Share),
                $"{ReportFormat.Percent(assertion.After.Share)} ({assertion.After.Passed}/{assertion.After.Total})",
                ReportFormat.Range(assertion.After.Interval),
                ReportFormat.PValue(assertion.PValue),
                ReportFormat.Percent(assertion.AtLeast),
                assertion.Passed ? "passed" : "**failed**").Append(" |\n");
        }

        text.Append('\n');
    }

    private static void AppendFacts(StringBuilder text, string title, IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| | |\n|---|---|\n");
        foreach (var fact in facts)
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(fact.Name)} | {Cell(fact.Value)} |\n");
        text.Append('\n');
    }

    private static void AppendFailures(StringBuilder text, EvaluationReport report)
    {
        text.Append(CultureInfo.InvariantCulture, $"## Failing rows: {report.Failures.Count}\n\n");
        foreach (var failure in report.Failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {failure.Source}\n\n");
            AppendBlock(text, "prompt", failure.Prompt);
            AppendBlock(text, "expected", failure.Expected);
            AppendBlock(text, "answer", failure.Answer);
            foreach (var reason in failure.Reasons)
                text.Append(CultureInfo.InvariantCulture, $"- **{reason.Name}**: {Cell(reason.Value)}\n");
            text.Append('\n');
        }
    }

    private static void AppendBlock(StringBuilder text, string label, string content) =>
        text.Append(CultureInfo.InvariantCulture, $"{label}:\n\n    {content.ReplaceLineEndings("\n    ")}\n\n");

    private static string Cell(string value) => value.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
