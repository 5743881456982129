using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Attune.Benchmarks.Tokenizers;

/// <summary>About 10 MB of mixed text, in documents of about 2,000 characters: prose, other scripts, code, numbers, JSON, Markdown.</summary>
internal static class MixedText
{
    private const int DocumentLength = 2000;

    /// <summary>The documents, the kinds of text taking turns; cut at <paramref name="bytes"/> of UTF-8.</summary>
    public static List<string> Read(string data, long bytes)
    {
        string[] texts =
        [
            Whole(data, "ds-lm-text/wikitext-2/test.txt"),
            Whole(data, "ds-lm-text/wikitext-2/valid.txt"),
            Whole(data, "ds-lm-text/tinyshakespeare/input.txt"),
            Strings(data, "ds-xquad/xquad.ar.json"),
            Strings(data, "ds-xquad/xquad.zh.json"),
            Whole(data, "ds-xquad/xquad.en.json").Replace("}, ", "},\n", StringComparison.Ordinal),
            Whole(data, "ds-gsm8k/train.jsonl"),
            Whole(data, "ds-spider/examples/dev.json"),
            Code(data, "ds-humaneval/HumanEval.jsonl.gz"),
            string.Concat(Directory.EnumerateFiles(Path.Combine(data, "ds-docs-corpus"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)),
        ];
        var documents = new List<string>();
        long taken = 0;
        var queues = texts.Select(text => new Queue<string>(Documents(text))).ToList();
        while (queues.Count > 0 && taken < bytes)
        {
            foreach (var queue in queues.ToList())
            {
                if (!queue.TryDequeue(out string? document))
                {
                    queues.Remove(queue);
                    continue;
                }

                documents.Add(document);
                taken += Encoding.UTF8.GetByteCount(document);
            }
        }

        return documents;
    }

    private static string Whole(string data, string file) => File.ReadAllText(Path.Combine(data, file));

    private static IEnumerable<string> Documents(string text)
    {
        var document = new StringBuilder();
        foreach (string line in text.Split('\n'))
        {
            document.Append(line).Append('\n');
            if (document.Length < DocumentLength)
                continue;
            yield return document.ToString();
            document.Clear();
        }

        if (document.Length > 0)
            yield return document.ToString();
    }

    /// <summary>The texts in a JSON file, without the JSON.</summary>
    private static string Strings(string data, string file)
    {
        using var document = JsonDocument.Parse(Whole(data, file));
        var text = new StringBuilder();
        Append(document.RootElement, text);
        return text.ToString();
    }

    private static void Append(JsonElement element, StringBuilder text)
    {
        if (element.ValueKind == JsonValueKind.String)
            text.Append(element.GetString()).Append('\n');
        else if (element.ValueKind == JsonValueKind.Array)
            element.EnumerateArray().ToList().ForEach(item => Append(item, text));
        else if (element.ValueKind == JsonValueKind.Object)
            element.EnumerateObject().ToList().ForEach(property => Append(property.Value, text));
    }

    private static string Code(string data, string file)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(data, file)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            foreach (string part in (ReadOnlySpan<string>)["prompt", "canonical_solution", "test"])
                text.Append(row.RootElement.GetProperty(part).GetString());
        }

        return text.ToString();
    }
}
