using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Questions;

/// <summary>
/// The rows of <c>samples/NaturalLanguageQuery/data/questions.jsonl</c>: unique also when filler words and punctuation are
/// ignored, so that the split into training and test rows does not put one question on both sides.
/// </summary>
internal static class QuestionFile
{
    public const int RowCount = 1400;
    public const ulong Seed = 20;

    /// <summary>The question of the README: the model must answer it without having seen it.</summary>
    public const string Unseen = "slowest endpoints by service";

    private const int MostRowsOfOneQuery = 3;

    private static readonly HashSet<string> s_filler =
        ["the", "me", "show", "give", "what", "is", "are", "i", "need", "plot", "were", "there", "by", "per", "for", "each", "grouped", "split", "of"];

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static List<Question> Rows()
    {
        var grammar = new QuestionGrammar(new Draw(Seed, 0));
        var seen = new HashSet<string> { Key(Unseen) };
        var answers = new Dictionary<string, int>();
        var rows = new List<Question>(RowCount);
        while (rows.Count < RowCount)
        {
            Question question = grammar.Next();
            string answer = Json(question.Query);
            int before = answers.GetValueOrDefault(answer);
            if (before == MostRowsOfOneQuery || question.Text.Length > 90 || !seen.Add(Key(question.Text)))
                continue;
            answers[answer] = before + 1;
            rows.Add(question);
        }

        return rows;
    }

    /// <summary>The whole file: one JSON object a line, LF.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        foreach (Question question in Rows())
        {
            text.Append("{\"text\": ").Append(JsonSerializer.Serialize(question.Text, s_json))
                .Append(", \"query\": ").Append(Json(question.Query)).Append("}\n");
        }

        return text.ToString();
    }

    public static string Json(Query query) => JsonSerializer.Serialize(
        new
        {
            calculate = query.Calculate.ToString(),
            column = query.Column,
            filters = query.Filters.Select(filter => new { column = filter.Column, op = filter.Op.ToString(), value = filter.Value }),
            breakdowns = query.Breakdowns,
        },
        s_json);

    /// <summary>The question without filler words, case and punctuation.</summary>
    internal static string Key(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split([' ', '?', '.', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => !s_filler.Contains(word)));
}
