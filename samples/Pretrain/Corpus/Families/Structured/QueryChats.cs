using Attune.Pretrain.Grammars;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Families.Structured;

/// <summary>Questions about invented tables and the JSON that answers them, several in one dialect, so that the form can be read off.</summary>
internal static class QueryChats
{
    private static readonly string[] s_tasks =
    [
        "Write the question about {rows} as JSON.", "Turn the request into JSON.", "You write JSON for questions about {rows}.", "Answer with one line of JSON.", "Convert to JSON: what to compute, conditions, groups.", "Make a JSON filter for the {rows} table.",
        "Express it as a JSON object.", "Return JSON only.",
    ];

    private static readonly (string Name, string[] Words)[] s_aggregates =
    [
        ("avg", ["average", "mean", "typical"]), ("max", ["maximum", "highest", "top"]), ("min", ["minimum", "lowest"]), ("sum", ["total", "sum of", "combined"]), ("median", ["median", "middle"]), ("p90", ["p90", "90th percentile"]),
        ("p99", ["p99", "99th percentile"]), ("histogram", ["spread of", "histogram of", "distribution of"]),
    ];

    public static CorpusDocument Write(Page page)
    {
        QueryTable table = page.Draw.Pick(QueryTables.All);
        var dialect = new QueryDialect(page.Draw);
        string task = page.Draw.Pick(s_tasks).Replace("{rows}", table.Rows);
        if (page.Draw.Chance(0.5))
        {
            var (_, example) = Question(page, table);
            task += page.Draw.Pick([" Example: ", "\nForm: ", " Like this: "]) + dialect.Write(example);
        }

        if (page.Draw.Chance(0.3))
            task += "\nColumns: " + string.Join(", ", table.Numbers.Select(column => column.Name).Concat(table.Words.Select(column => column.Name)));
        var turns = new List<(string, string)> { ("system", task) };
        int count = page.Draw.Between(1, 4);
        for (int i = 0; i < count; i++)
        {
            var (question, meaning) = Question(page, table);
            turns.Add(("user", question));
            turns.Add(("assistant", dialect.Write(meaning)));
        }

        return Documents.Chat(turns);
    }

    /// <summary>The words of a question and what they mean.</summary>
    private static (string Text, QueryMeaning Meaning) Question(Page page, QueryTable table)
    {
        Draw draw = page.Draw;
        NumberColumn number = draw.Pick(table.Numbers);
        var meaning = new QueryMeaning("count", null, [], []);
        var conditions = Conditions(page, table, number, draw.Pick([0, 1, 1, 1, 2]), meaning);
        string groups = "";
        int groupCount = draw.Pick([0, 1, 1, 1, 2]);
        string text;
        switch (draw.Below(4))
        {
            case 0:
                groups = Groups(draw, table, groupCount, meaning);
                text = draw.Pick(["how many {0}", "number of {0}", "count {0}", "count of {0}", "{0}"]).Replace("{0}", table.Rows);
                break;
            case 1:
                string most = draw.Chance(0.7) ? number.Most : number.Least;
                meaning = meaning with { Aggregate = most == number.Most ? "max" : "min", Column = number.Name };
                WordColumn? split = draw.Chance(0.6) ? Free(draw, table, meaning) : null;
                if (split is not null)
                    meaning.Groups.Add(split.Name);
                text = most + " " + (split is null ? table.Rows : Inflection.Plural(split.One));
                if (split is not null && draw.Chance(0.5))
                    groups = Groups(draw, table, 1, meaning);
                break;
            default:
                var (name, words) = draw.Pick(s_aggregates);
                meaning = meaning with { Aggregate = name, Column = number.Name };
                groups = Groups(draw, table, groupCount, meaning);
                text = draw.Pick(words) + " " + draw.Pick(number.Words) + (conditions.Length > 0 || draw.Chance(0.4) ? " of " + table.Rows : "");
                break;
        }

        string opening = draw.Pick(["", "", "", "", "show me ", "give me ", "what is the ", "I need the ", "list ", "please show the ", "tell me the "]);
        if (text.StartsWith("how", StringComparison.Ordinal))
            opening = "";
        text = opening + text + conditions + groups + (opening.StartsWith("what", StringComparison.Ordinal) ? "?" : "");
        return (draw.Chance(0.4) ? Inflection.Capital(text) : text, meaning);
    }

    private static string Conditions(Page page, QueryTable table, NumberColumn measured, int count, QueryMeaning meaning)
    {
        Draw draw = page.Draw;
        string text = "";
        for (int i = 0; i < count; i++)
        {
            if (draw.Chance(0.3))
            {
                NumberColumn column = draw.Pick(table.Numbers);
                if (column == measured || Uses(meaning, column.Name))
                    continue;
                string limit = draw.Pick(column.Limits);
                var (op, words) = draw.Pick(new[] { ("gt", "over"), ("gt", "more than"), ("lt", "under"), ("lt", "less than"), ("ge", "at least"), ("le", "at most"), ("eq", "exactly") });
                meaning.Conditions.Add(new QueryCondition(column.Name, op, limit, Numeric: true));
                text += draw.Chance(0.5) ? $" with {words} {limit} {column.Unit} {column.Words[0]}" : $" with {column.Words[0]} {words} {limit} {column.Unit}";
            }
            else
            {
                WordColumn? column = Free(draw, table, meaning);
                if (column is null)
                    continue;
                string value = page.Say(column.Values);
                if (column.Values == "outcome")
                    value = value.Replace("were ", "");
                bool not = draw.Chance(0.12);
                meaning.Conditions.Add(new QueryCondition(column.Name, not ? "ne" : "eq", value, Numeric: false));
                text += not ? draw.Pick([$" where {column.One} is not {value}", $" except {column.One} {value}"]) : " " + draw.Pick(column.Phrases).Replace("$", value).Replace("outside " + value, "in " + value);
            }
        }

        return text;
    }

    private static string Groups(Draw draw, QueryTable table, int count, QueryMeaning meaning)
    {
        string text = "";
        for (int i = 0; i < count; i++)
        {
            if (Free(draw, table, meaning) is not { } column)
                break;
            meaning.Groups.Add(column.Name);
            text += (i == 0 ? draw.Pick([" by ", " per ", " for each ", " grouped by ", " for every "]) : " and ") + column.One;
        }

        return text;
    }

    private static WordColumn? Free(Draw draw, QueryTable table, QueryMeaning meaning)
    {
        var free = table.Words.Where(column => !Uses(meaning, column.Name)).ToList();
        return free.Count == 0 ? null : draw.Pick(free);
    }

    private static bool Uses(QueryMeaning meaning, string column) =>
        meaning.Groups.Contains(column) || meaning.Conditions.Exists(condition => condition.Column == column);
}
