using System.Globalization;
using System.Net;
using System.Text;
using Attune.Models;

namespace Attune.Evaluation;

/// <summary>The report as one HTML page that needs nothing else: no script, no font, no network.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report, atomically.</summary>
    public static void Write(EvaluationReport report, string path) => AtomicFile.WriteText(path, ToText(report));

    /// <summary>The page as text.</summary>
    public static string ToText(EvaluationReport report)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Text(report.Recipe)} · Attune</title><style>{HtmlStyle.Css}</style></head><body><main>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<header><h1>{Text(report.Recipe)}</h1><span class=\"badge {(report.Passed ? "good" : "bad")}\">{(report.Passed ? "passed" : "failed")}</span></header>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"sub\">tuned from <code>{Text(report.Base)}</code> · {report.CreatedAt:yyyy-MM-dd HH:mm} UTC</p>\n");
        AppendAssertions(html, report);
        AppendFacts(html, "Measured", report.Measures);
        html.Append("<h2>Loss</h2><figure>").Append(LossCurve.ToSvg(report.TrainingLoss, report.ValidationLoss));
        html.Append("<figcaption><span class=\"key train\"></span> training, each step <span class=\"key held\"></span> held-out rows</figcaption></figure>\n");
        AppendFacts(html, "Facts", report.Facts);
        AppendFailures(html, report);
        return html.Append("</main></body></html>\n").ToString();
    }

    private static void AppendAssertions(StringBuilder html, EvaluationReport report)
    {
        html.Append("<h2>Assertions</h2><div class=\"wide\"><table><thead><tr><th>assertion</th><th>base</th><th>tuned</th><th>95 % interval</th><th class=\"bar\"></th><th>p (McNemar)</th><th>at least</th><th></th></tr></thead><tbody>\n");
        foreach (var assertion in report.Assertions)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(assertion.Name)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{ReportFormat.Percent(assertion.Before.Share)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\"><strong>{ReportFormat.Percent(assertion.After.Share)}</strong> <small>{assertion.After.Passed}/{assertion.After.Total}</small></td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{ReportFormat.Range(assertion.After.Interval)}</td><td>{IntervalBar(assertion)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{ReportFormat.PValue(assertion.PValue)}</td><td class=\"n\">{ReportFormat.Percent(assertion.AtLeast)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td><span class=\"badge {(assertion.Passed ? "good" : "bad")}\">{(assertion.Passed ? "passed" : "failed")}</span></td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    /// <summary>0 to 100 %: the interval as a band, the share as a dot, the base as a ring, the threshold as a tick.</summary>
    private static string IntervalBar(AssertionSummary assertion)
    {
        static double X(double share) => 4 + 112 * share;
        var interval = assertion.After.Interval;
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"interval\" viewBox=\"0 0 120 16\" aria-hidden=\"true\"><line class=\"grid\" x1=\"4\" x2=\"116\" y1=\"8\" y2=\"8\"/>" +
            $"<rect x=\"{X(interval.Low):0.0}\" y=\"5\" width=\"{Math.Max(1, X(interval.High) - X(interval.Low)):0.0}\" height=\"6\" rx=\"3\"/>" +
            $"<line class=\"tick\" x1=\"{X(assertion.AtLeast):0.0}\" x2=\"{X(assertion.AtLeast):0.0}\" y1=\"1\" y2=\"15\"/>" +
            $"<circle class=\"ring\" cx=\"{X(assertion.Before.Share):0.0}\" cy=\"8\" r=\"3\"/><circle cx=\"{X(assertion.After.Share):0.0}\" cy=\"8\" r=\"3\"/></svg>");
    }

    private static void AppendFacts(StringBuilder html, string title, IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2><div class=\"wide\"><table class=\"facts\"><tbody>\n");
        foreach (var fact in facts)
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{Text(fact.Name)}</th><td>{Text(fact.Value)}</td></tr>\n");
        html.Append("</tbody></table></div>\n");
    }

    private static void AppendFailures(StringBuilder html, EvaluationReport report)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>Failing rows <small>{report.Failures.Count}</small></h2>\n");
        if (report.Failures.Count == 0)
            html.Append("<p>Every held-out row passes every assertion.</p>\n");
        foreach (var failure in report.Failures)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary><code>{Text(failure.Source)}</code> {Text(failure.Prompt)}</summary><dl>");
            html.Append(CultureInfo.InvariantCulture, $"<dt>expected</dt><dd><pre>{Text(failure.Expected)}</pre></dd><dt>answer</dt><dd><pre>{Text(failure.Answer)}</pre></dd>");
            foreach (var reason in failure.Reasons)
                html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(reason.Name)}</dt><dd>{Text(reason.Value)}</dd>");
            html.Append("</dl></details>\n");
        }
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
