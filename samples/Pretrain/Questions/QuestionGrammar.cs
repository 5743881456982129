using Attune.Pretrain.Randomness;
using static Attune.Pretrain.Questions.QuestionVocabulary;

namespace Attune.Pretrain.Questions;

/// <summary>
/// Writes one question and its query at a time. The query is drawn together with the words that say it, so the words
/// determine the query; filters and breakdowns stand in the order in which the question names them.
/// </summary>
internal sealed class QuestionGrammar(Draw draw)
{
    private static readonly string[] s_afterNoun = [" that", " with", " slower", " faster", " made", " to", " served", " not"];

    private readonly List<Filter> _filters = [];
    private readonly List<string> _breakdowns = [];

    public Question Next()
    {
        _filters.Clear();
        _breakdowns.Clear();
        int form = draw.Below(100);
        return form switch
        {
            < 30 => Count(),
            < 66 => Aggregate(),
            < 84 => Most(),
            _ => Distribution(),
        };
    }

    private Question Count()
    {
        string subject = Subject();
        string where = Where(2);
        string by = By();
        return draw.Below(6) switch
        {
            0 => Asked($"how many {subject}{where}{by}", Calculation.COUNT, null),
            1 => Told($"number of {subject}{where}{by}", Calculation.COUNT, null),
            2 => Bare($"count {subject}{where}{by}", Calculation.COUNT, null),
            3 => Told($"count of {subject}{where}{by}", Calculation.COUNT, null),
            4 => Asked($"how many {subject} were there{where}{by}", Calculation.COUNT, null),
            _ => Bare($"{subject}{where}{by}", Calculation.COUNT, null),
        };
    }

    private Question Aggregate()
    {
        var (calculation, names) = draw.Pick(Aggregates);
        Measure measure = draw.Pick(Measures);
        string name = $"{draw.Pick(names)} {draw.Pick(measure.Names)}";
        string of = draw.Chance(0.3) ? $" {draw.Pick(["of", "for"])} {Subject(measure.Column)}" : "";
        string where = Where(_filters.Count > 0 || draw.Chance(0.5) ? 1 : 2, measure.Column);
        if (of.Length == 0 && where.Length > 0 && NeedsNoun(where))
            of = " of requests";
        string by = By();
        return draw.Below(4) switch
        {
            0 => Asked($"what is the {name}{of}{where}{by}", calculation, measure.Column),
            1 => Told($"{name}{of}{where}{by}", calculation, measure.Column),
            _ => Bare($"{name}{of}{where}{by}", calculation, measure.Column),
        };
    }

    private Question Most()
    {
        bool busiest = draw.Chance(0.25);
        Measure measure = draw.Pick(Measures);
        string most = busiest ? draw.Pick(["busiest", "most used"]) : measure.Most;
        Calculation calculation = busiest ? Calculation.COUNT : measure.Column == "retries" ? Calculation.SUM : Calculation.MAX;
        string? column = busiest ? null : measure.Column;
        if (measure.Column == "response_bytes" && !busiest)
        {
            string large = $"{draw.Pick(["largest", "biggest"])} {draw.Pick(["responses", "payloads"])}";
            string from = Where(2, column);
            return Bare($"{large}{from}{By()}", calculation, column);
        }

        Dimension first = Dimension();
        string where;
        switch (draw.Below(4))
        {
            case 0:
                where = Where(1, column, ofRequests: false);
                return Asked($"which {first.Many} are the {most}{where}", calculation, column);
            case 1:
                where = Where(1, column, ofRequests: false);
                return Told($"{most} {first.Many}{where}", calculation, column);
            default:
                where = draw.Chance(0.4) ? Where(1, column, ofRequests: false) : "";
                string by = draw.Chance(0.7) ? $" {draw.Pick(["by", "per", "for each"])} {Dimension().One}" : "";
                return Bare($"{most} {first.Many}{where}{by}", calculation, column);
        }
    }

    private Question Distribution()
    {
        Measure measure = draw.Pick(Measures);
        string name = draw.Pick(measure.Names);
        string of = draw.Chance(0.3) ? $" of {Subject(measure.Column)}" : "";
        string where = Where(_filters.Count > 0 ? 1 : 2, measure.Column);
        if (of.Length == 0 && where.Length > 0 && NeedsNoun(where))
            of = " of requests";
        string by = By();
        return draw.Below(4) switch
        {
            0 => Bare($"{name} distribution{of}{where}{by}", Calculation.HEATMAP, measure.Column),
            1 => Told($"distribution of {name}{(of.Length == 0 ? "" : " for" + of[3..])}{where}{by}", Calculation.HEATMAP, measure.Column),
            2 => Bare($"heatmap of {name}{(of.Length == 0 ? "" : " for" + of[3..])}{where}{by}", Calculation.HEATMAP, measure.Column),
            _ => Asked($"how is {name}{(of.Length == 0 ? "" : " of" + of[3..])}{where} spread out{by}", Calculation.HEATMAP, measure.Column),
        };
    }

    /// <summary>"requests", or a noun phrase that implies a filter.</summary>
    private string Subject(string? measured = null)
    {
        if (draw.Chance(0.4))
            return draw.Pick(["requests", "requests", "calls"]);
        Condition subject = draw.Pick(Subjects);
        while (subject.Filter.Column == measured)
            subject = draw.Pick(Subjects);
        _filters.Add(subject.Filter);
        return subject.Words;
    }

    /// <summary>
    /// Up to <paramref name="most"/> conditions, and no more than two filters in all, each on its own column and none on the
    /// measured one; without <paramref name="ofRequests"/> only such as can follow another noun than "requests".
    /// </summary>
    private string Where(int most, string? measured = null, bool ofRequests = true)
    {
        int count = Math.Min(draw.Pick([0, 1, 1, 1, 2]), Math.Min(most, 2 - _filters.Count));
        string words = "";
        for (int added = 0; added < count;)
        {
            Condition condition = draw.Pick(Conditions);
            if (Uses(condition.Filter.Column) || condition.Filter.Column == measured || (!ofRequests && NeedsNoun(" " + condition.Words)))
                continue;
            _filters.Add(condition.Filter);
            words += " " + condition.Words;
            added++;
        }

        return words;
    }

    private string By()
    {
        string link = " " + draw.Pick(["by", "by", "per", "for each", "grouped by", "split by"]) + " ";
        return draw.Below(10) switch
        {
            < 3 => "",
            < 8 => link + Dimension().One,
            _ => link + Dimension().One + " and " + Dimension().One,
        };
    }

    private Dimension Dimension()
    {
        while (true)
        {
            Dimension dimension = draw.Pick(Dimensions);
            if (Uses(dimension.Column))
                continue;
            _breakdowns.Add(dimension.Column);
            return dimension;
        }
    }

    private bool Uses(string column) => _breakdowns.Contains(column) || _filters.Any(filter => filter.Column == column);

    /// <summary>"latency that took over 200 ms" is no English: such conditions want a noun before them.</summary>
    private static bool NeedsNoun(string where) =>
        Array.Exists(s_afterNoun, start => where.StartsWith(start, StringComparison.Ordinal));

    private Question Asked(string text, Calculation calculation, string? column) =>
        Made(draw.Chance(0.6) ? text + "?" : text, calculation, column);

    private Question Told(string text, Calculation calculation, string? column)
    {
        string opening = draw.Pick(["show me the ", "give me the ", "what are the ", "I need the ", "plot the ", "show "]);
        bool aggregate = calculation is not Calculation.COUNT and not Calculation.MAX;
        if (opening.StartsWith("what", StringComparison.Ordinal) && (aggregate || text.StartsWith("number", StringComparison.Ordinal) || text.StartsWith("count", StringComparison.Ordinal)))
            opening = "show me the ";
        return Made(opening + text, calculation, column);
    }

    private Question Bare(string text, Calculation calculation, string? column) => Made(text, calculation, column);

    private Question Made(string text, Calculation calculation, string? column)
    {
        if (draw.Chance(0.35))
            text = char.ToUpperInvariant(text[0]) + text[1..];
        return new Question(text, new Query(calculation, column, [.. _filters], [.. _breakdowns]));
    }
}
