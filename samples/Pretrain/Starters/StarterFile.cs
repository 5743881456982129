using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Starters;

/// <summary>The rows that a project template starts with: a grammar writes them, so they are ours to give away.</summary>
/// <param name="Path">The file, from the root of the repository.</param>
/// <param name="RowCount">Rows in it.</param>
/// <param name="Seed">The seed of its draws.</param>
/// <param name="Next">Writes one row: what tells it from others, and the row itself.</param>
internal sealed record StarterFile(string Path, int RowCount, ulong Seed, Func<Draw, (string Key, object Row)> Next)
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All files of the templates.</summary>
    public static IReadOnlyList<StarterFile> All { get; } =
    [
        new("templates/content/attune/Starter/data/searches.jsonl", 480, 31, draw => new TicketSearches(draw).Next()),
        new("templates/content/attune-classifier/Starter/data/messages.jsonl", 400, 32, draw => new SupportTopics(draw).Next()),
        new("templates/content/attune-chat/Starter/data/chats.jsonl", 320, 33, draw => new ShopChats(draw).Next()),
    ];

    /// <summary>The whole file: one JSON object a line, LF, no two rows with the same key.</summary>
    public string Text()
    {
        var draw = new Draw(Seed, 0);
        var seen = new HashSet<string>();
        var text = new StringBuilder();
        while (seen.Count < RowCount)
        {
            (string key, object row) = Next(draw);
            if (seen.Add(key))
                text.Append(JsonSerializer.Serialize(row, s_json)).Append('\n');
        }

        return text.ToString();
    }
}
