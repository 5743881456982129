using System.Text;
using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Structured;

/// <summary>Sentences to records and back: JSON, key and value lines, table rows, single answers. Values are copied letter by letter.</summary>
internal static class Records
{
    private static readonly string[] s_tasks =
    [
        "Extract the data as JSON.", "Return the facts as a JSON object.", "Turn the text into JSON.", "Read the text and fill the JSON.", "Extract {0} as JSON with the keys {1}.", "Keys: {1}. Answer with JSON.", "Give me {1} as JSON.", "You extract {0} data. Answer with JSON only.",
    ];

    public static CorpusDocument Extract(Page page)
    {
        FactKind kind = page.Draw.Pick(Facts.All);
        var fields = kind.Fields.ToList();
        if (page.Draw.Chance(0.3))
            fields = Prose.ProseText.Some(page, fields, page.Draw.Between(1, fields.Count));
        if (page.Draw.Chance(0.25))
            page.Draw.Shuffle(fields);
        string task = page.Draw.Pick(s_tasks);
        if (fields.Count < kind.Fields.Length)
            task = s_tasks[4 + page.Draw.Below(3)];
        task = task.Replace("{0}", kind.Name).Replace("{1}", string.Join(", ", fields.Select(field => field.Key)));
        bool spaced = page.Draw.Chance(0.4);
        var turns = new List<(string, string)> { ("system", task) };
        int count = page.Draw.Between(1, 3);
        for (int i = 0; i < count; i++)
        {
            page.Forget();
            turns.Add(("user", page.Fill(kind.Texts)));
            turns.Add(("assistant", Json(page, fields, spaced)));
        }

        return Documents.Chat(turns);
    }

    /// <summary>A record in one notation, asked for in another.</summary>
    public static CorpusDocument Convert(Page page)
    {
        FactKind kind = page.Draw.Pick(Facts.All);
        int from = page.Draw.Below(5);
        int to = (from + page.Draw.Between(1, 4)) % 5;
        string[] names = ["JSON", "key: value lines", "CSV", "text", "XML"];
        string task = page.Draw.Pick(["Write it as {0}.", "Convert to {0}.", "Give me this as {0}.", "{0}, please."]).Replace("{0}", names[to]);
        return Documents.Chat(("system", task), ("user", Written(page, kind, from)), ("assistant", Written(page, kind, to)));
    }

    /// <summary>A question about one field.</summary>
    public static CorpusDocument Ask(Page page)
    {
        FactKind kind = page.Draw.Pick(Facts.All);
        string text = page.Fill(kind.Texts);
        bool json = page.Draw.Chance(0.4);
        if (json)
            text = Json(page, kind.Fields, spaced: page.Draw.Chance(0.5));
        var turns = new List<(string, string)> { ("system", page.Draw.Pick(["Answer with one value from the text.", "Look up the value.", "Answer briefly.", ""])) };
        int count = page.Draw.Between(1, 3);
        for (int i = 0; i < count; i++)
        {
            var (key, slot) = page.Draw.Pick(kind.Fields);
            string ask = page.Draw.Pick(["What is the {0}?", "{0}?", "Which {0} is named?", "Give me the {0}.", "And the {0}?"]).Replace("{0}", key.Replace('_', ' '));
            turns.Add(("user", i == 0 ? text + "\n" + Inflection.Capital(ask) : Inflection.Capital(ask)));
            turns.Add(("assistant", page.Fill("{" + slot + "}")));
        }

        return Documents.Chat(turns);
    }

    /// <summary>A table as rows of text, asked for as a JSON array.</summary>
    public static CorpusDocument Table(Page page)
    {
        var (rows, items) = Rows(page, 3);
        string task = page.Draw.Pick(["Write the table as a JSON array.", "Turn each row into a JSON object.", "Table to JSON, please."]);
        return Documents.Chat(("system", task), ("user", rows), ("assistant", "[" + string.Join(",\n ", items) + "]"));
    }

    /// <summary>A table, or lines of JSON.</summary>
    public static CorpusDocument Lines(Page page)
    {
        var (rows, items) = Rows(page, 8);
        return Documents.Plain(page.Draw.Chance(0.5) ? rows : string.Join('\n', items));
    }

    private static (string Rows, List<string> Items) Rows(Page page, int most)
    {
        FactKind kind = page.Draw.Pick(Facts.All);
        string comma = page.Draw.Pick([" | ", ",", ";"]);
        var rows = new StringBuilder(string.Join(comma, kind.Fields.Select(field => field.Key)));
        var items = new List<string>();
        int count = page.Draw.Between(2, most);
        for (int i = 0; i < count; i++)
        {
            page.Forget();
            rows.Append('\n').Append(string.Join(comma, kind.Fields.Select(field => Value(page, field.Slot))));
            items.Add(Json(page, kind.Fields, spaced: false));
        }

        return (rows.ToString(), items);
    }

    private static string Written(Page page, FactKind kind, int notation) => notation switch
    {
        0 => Json(page, kind.Fields, spaced: true),
        1 => string.Join('\n', kind.Fields.Select(field => $"{field.Key}: {Value(page, field.Slot)}")),
        2 => string.Join(',', kind.Fields.Select(field => field.Key)) + "\n" + string.Join(',', kind.Fields.Select(field => Value(page, field.Slot))),
        3 => page.Fill(kind.Texts),
        _ => $"<{kind.Name}>" + string.Concat(kind.Fields.Select(field => $"<{field.Key}>{Value(page, field.Slot)}</{field.Key}>")) + $"</{kind.Name}>",
    };

    private static string Value(Page page, string slot) => page.Fill("{" + slot + "}");

    private static string Json(Page page, IEnumerable<(string Key, string Slot)> fields, bool spaced)
    {
        string colon = spaced ? ": " : ":";
        return "{" + string.Join(spaced ? ", " : ",", fields.Select(field => $"\"{field.Key}\"{colon}{Literal(Value(page, field.Slot))}")) + "}";
    }

    /// <summary>Whole numbers are numbers, everything else is text.</summary>
    private static string Literal(string value) =>
        value.Length < 7 && value.All(char.IsAsciiDigit) && (value.Length == 1 || value[0] != '0') ? value : "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
