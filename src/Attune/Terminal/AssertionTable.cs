using Attune.Evaluation;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Attune.Terminal;

/// <summary>The before/after table of an evaluation.</summary>
internal static class AssertionTable
{
    public static void Write(Screen screen, EvaluationReport report)
    {
        var table = new Table { Border = screen.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumn("assertion");
        foreach (var title in new[] { "base", "tuned", "95 % interval", "p (McNemar)", "at least", "" })
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var assertion in report.Assertions)
        {
            table.AddRow(
                new Cell(assertion.Name),
                new Cell(ReportFormat.Percent(assertion.Before.Share)),
                new Cell($"{ReportFormat.Percent(assertion.After.Share)} ({assertion.After.Passed}/{assertion.After.Total})"),
                new Cell(ReportFormat.Range(assertion.After.Interval)),
                new Cell(ReportFormat.PValue(assertion.PValue)),
                new Cell(ReportFormat.Percent(assertion.AtLeast)),
                assertion.Passed ? new Cell("passed", new Style(Color.Green)) : new Cell("failed", new Style(Color.Red)));
        }

        screen.Console.Write(table);
    }
}
