using System.Globalization;
using System.Text.Json;

namespace Attune.Benchmarks.Datasets;

/// <summary>A data file of chat-like rows, the same for each size: some quotes, line ends, escapes and characters beyond ASCII.</summary>
internal static class SampleFile
{
    private static readonly string[] s_words =
    [
        "the", "card", "payment", "was", "declined", "yesterday", "please", "\"quoted\"", "naïve", "transfer", "of", "1,250.00", "euros",
        "line\nbreak", "account", "日本", "support", "said", "that", "it", "is", "pending", "😀", "back\\slash", "and", "still", "missing",
    ];

    public static void Write(string path, long bytes)
    {
        using var writer = new StreamWriter(File.Create(path, 1 << 20));
        bool isCsv = path.EndsWith(".csv", StringComparison.Ordinal);
        if (isCsv)
            writer.Write("id,question,answer,score\n");
        ulong state = 1;
        for (long row = 0, written = 0; written < bytes; row++)
        {
            string line = isCsv ? CsvLine(row, ref state) : JsonLine(row, ref state);
            writer.Write(line);
            written += line.Length;
        }
    }

    private static string JsonLine(long row, ref ulong state) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id": {{row}}, "messages": [{"role": "user", "content": {{JsonSerializer.Serialize(Text(40, ref state))}}}, {"role": "assistant", "content": {{JsonSerializer.Serialize(Text(80, ref state))}}}], "score": {{row % 100 / 100.0}}}""") + "\n";

    private static string CsvLine(long row, ref ulong state) => string.Create(
        CultureInfo.InvariantCulture, $"{row},{Quoted(Text(40, ref state))},{Quoted(Text(80, ref state))},{row % 100 / 100.0}\n");

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Text(int words, ref ulong state)
    {
        var chosen = new string[words];
        for (int i = 0; i < words; i++)
        {
            state = state * 6364136223846793005UL + 1442695040888963407UL;
            chosen[i] = s_words[(int)(state >> 33) % s_words.Length];
        }

        return string.Join(' ', chosen);
    }
}
