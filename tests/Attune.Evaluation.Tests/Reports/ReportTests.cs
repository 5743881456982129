using System.Xml.Linq;
using Attune.TestSupport;

namespace Attune.Evaluation.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Json_report_survives_a_round_trip()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "nested", "report.json");
        JsonReport.Write(Sample(), path);
        var back = JsonReport.Read(path);
        Assert.Equal(Sample().Assertions, back.Assertions);
        Assert.Equal(Sample().TrainingLoss, back.TrainingLoss);
        Assert.Equal("<b>\"quoted\"</b> | pipe", back.Failures[0].Answer);
        Assert.Equal(["report.json"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_cut_json_report_is_an_error_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "report.json");
        File.WriteAllText(path, "{\"recipe\":");
        var error = Assert.Throws<AttuneException>(() => JsonReport.Read(path));
        Assert.Equal("ATT4311", error.Code);
    }

    [Fact]
    public void Html_report_escapes_answers_and_needs_nothing_from_outside()
    {
        var html = HtmlReport.ToText(Sample());
        Assert.DoesNotContain("<b>\"quoted\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("97.5 %", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_curve_is_well_formed_and_stays_in_its_box()
    {
        var svg = Curve(Sample());
        var points = svg.Elements("polyline").First().Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, points.Length);
        Assert.All(points, point => Assert.InRange(double.Parse(point.Split(',')[1]), 0, 260));
    }

    [Fact]
    public void A_loss_that_falls_by_decades_gets_a_logarithmic_axis_with_a_line_for_each()
    {
        var svg = Curve(Sample() with { TrainingLoss = [new(1, 4.0), new(50, 0.04), new(100, 0.004)], ValidationLoss = [new(100, 0)] });
        Assert.Equal(["0.001", "0.01", "0.1", "1", "10"], svg.Elements("text").Where(text => text.Attribute("text-anchor")!.Value == "end").Select(text => text.Value));
        var heights = svg.Elements("polyline").First().Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(point => double.Parse(point.Split(',')[1])).ToList();

        // A factor of 100 is two decades, a factor of 10 one; a loss of 0 lies on the lowest line.
        Assert.Equal(2, (heights[1] - heights[0]) / (heights[2] - heights[1]), 0.01);
        Assert.Equal(svg.Elements("line").First().Attribute("y1")!.Value, svg.Elements("circle").Single().Attribute("cy")!.Value);
    }

    [Fact]
    public void A_loss_that_stays_in_its_size_keeps_an_axis_from_0() =>
        Assert.Equal("0", Curve(Sample()).Elements("text").First().Value);

    [Fact]
    public void A_loss_that_is_not_a_number_is_left_out_of_the_curve()
    {
        var html = HtmlReport.ToText(Sample() with { TrainingLoss = [new(1, double.NaN), new(2, 1.5)] });
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_report_keeps_its_table_where_values_hold_pipes_and_lines()
    {
        var text = MarkdownReport.ToText(Sample() with { Facts = [new("a|b", "one\ntwo")] });
        Assert.Contains("| a\\|b | one two |", text, StringComparison.Ordinal);
        Assert.Contains("| IsAQuery | 0.0 % | 97.5 % (39/40) |", text, StringComparison.Ordinal);
    }

    private static EvaluationReport Sample() => new()
    {
        Recipe = "QueryModel",
        Base = "attune/tiny",
        CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Facts = [new("rows", "400 train, 40 test")],
        Assertions = [new("IsAQuery", 0.98, new(0, 40), new(39, 40), McNemar.Exact(0, 39))],
        TrainingLoss = [new(1, 4.0), new(2, 2.0), new(3, 0.5)],
        ValidationLoss = [new(3, 0.6)],
        Failures = [new("data/q.jsonl(7)", "slow <calls>", "{}", "<b>\"quoted\"</b> | pipe", [new("IsAQuery", "is not JSON")])],
    };

    private static XElement Curve(EvaluationReport report) => XElement.Parse(Between(HtmlReport.ToText(report), "<figure>", "<figcaption>"));

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
