using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Starters;

/// <summary>The rows that a project template starts with: a grammar writes them, so they are ours to give away.</summary>
/// <param name="Path">The file, from the root of the repository.</param>
/// <param name="RowCount">Rows in it.</param>
/// <param name="Seed">The seed of its draws.</param>
/// <param name="MostRowsOfOneAnswer">No answer is given by more rows than this.</param>
/// <param name="Next">Writes one row.</param>
internal sealed record StarterFile(string Path, int RowCount, ulong Seed, int MostRowsOfOneAnswer, Func<Draw, StarterRow> Next)
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All files of the templates.</summary>
    public static IReadOnlyList<StarterFile> All { get; } =
    [
        new("templates/content/attune/Attune-Starter/data/searches.jsonl", 480, 31, 4, draw => new TicketSearches(draw).Next()),
        new("templates/content/attune-classifier/Attune-Starter/data/messages.jsonl", 400, 32, int.MaxValue, draw => new SupportTopics(draw).Next()),
        new("templates/content/attune-chat/Attune-Starter/data/chats.jsonl", 300, 33, int.MaxValue, draw => new ShopChats(draw).Next()),
    ];

    /// <summary>The whole file: one JSON object a line, LF, no two rows with the same key.</summary>
    public string Text()
    {
        var draw = new Draw(Seed, 0);
        var seen = new HashSet<string>();
        var answers = new Dictionary<string, int>();
        var text = new StringBuilder();
        while (seen.Count < RowCount)
        {
            StarterRow row = Next(draw);
            int before = answers.GetValueOrDefault(row.Answer);
            if (before == MostRowsOfOneAnswer || !seen.Add(row.Key))
                continue;
            answers[row.Answer] = before + 1;
            text.Append(JsonSerializer.Serialize(row.Row, s_json)).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>One row of a starter file.</summary>
/// <param name="Key">What tells it from other rows.</param>
/// <param name="Answer">What its answer is.</param>
/// <param name="Row">The row as it is written.</param>
internal sealed record StarterRow(string Key, string Answer, object Row);
