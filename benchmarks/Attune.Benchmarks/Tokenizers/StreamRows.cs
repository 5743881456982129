using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Text.Tokenizers;

namespace Attune.Benchmarks.Tokenizers;

/// <summary>
/// Pieces of streaming decoding beside those of Hugging Face's <c>DecodeStream</c>: of texts and of random ids, special
/// tokens left out or not, for every <c>tokenizer.json</c> under a folder.
/// </summary>
internal static class StreamRows
{
    private const string PeerFile = "stream.json";
    private const int TextLength = 400, RandomRows = 40, RandomLength = 60;
    private const string Awkward = "👩‍👩‍👧 é e\u0301 你好 \u0001\u007f ﷽ 🏳️‍🌈\uFFFD\uFFFD x\u00a0y  z\t\n\n</s><s>[SEP] 𝕏 ñandú — “q” don't ! ?";

    private sealed record Stream(int[] Ids, bool Skip);

    /// <param name="texts">What is encoded and streamed back.</param>
    /// <param name="folder">Where the tokenizers are.</param>
    /// <param name="shared">Where the peer finds files.</param>
    /// <param name="peer">The peer, if there is one.</param>
    public static int Run(List<string> texts, string folder, string shared, PeerProcess? peer)
    {
        Console.WriteLine($"{"",-60}{"streams",8}{"same",8}{"refused",8}{"ours µs",10}{"theirs µs",10}{"ratio",8}");
        var same = true;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(IsTokenizer).Order(StringComparer.Ordinal))
        {
            try
            {
                var tokenizer = Tokenizer.Load(file);
                File.Copy(file, Path.Combine(shared, PeerFile), overwrite: true);
                same &= Row(Path.GetRelativePath(folder, file), tokenizer, texts, peer);
            }
            catch (AttuneException e)
            {
                Console.WriteLine($"{Path.GetRelativePath(folder, file),-60}not loaded: {e.Message.Split('\n')[0]}");
            }
        }

        return same ? 0 : 1;
    }

    private static bool IsTokenizer(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("model", out _) && document.RootElement.TryGetProperty("added_tokens", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Row(string name, Tokenizer tokenizer, List<string> texts, PeerProcess? peer)
    {
        var streams = Streams(tokenizer, texts);
        int tokens = streams.Sum(stream => stream.Ids.Length);
        var (ours, seconds) = Measured(tokenizer, streams);
        string row = string.Create(CultureInfo.InvariantCulture, $"{name,-60}{streams.Count,8:N0}");
        if (peer is null)
        {
            Console.WriteLine(row + string.Create(CultureInfo.InvariantCulture, $"{"",16}{1e6 * seconds / tokens,10:N2}"));
            return true;
        }

        var answer = peer.Ask(Request(streams));
        if (answer.TryGetProperty("refused", out var refused))
        {
            Console.WriteLine($"{name,-60}the peer does not load it: {refused.GetString()}");
            return true;
        }

        var theirs = answer.GetProperty("pieces").EnumerateArray()
            .Select(pieces => pieces.EnumerateArray().Select(piece => piece.GetString()!).ToArray()).ToList();
        int equal = 0, failed = 0;
        string difference = "";
        for (int i = 0; i < streams.Count; i++)
        {
            // Where the peer fails, its pieces end; up to there ours are the same.
            failed += theirs[i].Length < ours[i].Length ? 1 : 0;
            if (ours[i].Take(theirs[i].Length).SequenceEqual(theirs[i]))
                equal++;
            else if (difference.Length == 0)
                difference = Difference(tokenizer, streams[i], ours[i], theirs[i]);
        }

        double theirSeconds = answer.GetProperty("seconds").GetDouble();
        Console.WriteLine(row + string.Create(
            CultureInfo.InvariantCulture,
            $"{equal,8:N0}{failed,8:N0}{1e6 * seconds / tokens,10:N2}{1e6 * theirSeconds / tokens,10:N2}{theirSeconds / seconds,7:N1}x") + difference);
        return equal == streams.Count;
    }

    private static (List<string[]> Pieces, double Seconds) Measured(Tokenizer tokenizer, List<Stream> streams)
    {
        var (pieces, seconds) = (Pieces(tokenizer, streams), double.MaxValue);
        for (int pass = 0; pass < 5; pass++)
        {
            long began = Stopwatch.GetTimestamp();
            Pieces(tokenizer, streams);
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return (pieces, seconds);
    }

    private static string Request(List<Stream> streams) => new JsonObject
    {
        ["stream"] = PeerFile,
        ["rows"] = new JsonArray([.. streams.Select(stream => new JsonObject
        {
            ["ids"] = new JsonArray([.. stream.Ids.Select(id => (JsonNode)id)]),
            ["skip"] = stream.Skip,
        })]),
    }.ToJsonString();

    private static List<Stream> Streams(Tokenizer tokenizer, List<string> texts)
    {
        var random = new Random(3);
        var ids = texts.Select(text => text[..Math.Min(TextLength, text.Length)]).Append(Awkward)
            .Select(text => Ids(tokenizer, text)).ToList();
        for (int row = 0; row < RandomRows; row++)
            ids.Add([.. Enumerable.Range(0, RandomLength).Select(_ => random.Next(row % 2 == 0 ? tokenizer.VocabularySize : Math.Min(600, tokenizer.VocabularySize)))]);
        return [.. ids.SelectMany(row => new[] { new Stream(row, true), new Stream(row, false) })];
    }

    private static int[] Ids(Tokenizer tokenizer, string text)
    {
        try
        {
            return [.. tokenizer.Encode(text, addSpecialTokens: true).Ids];
        }
        catch (AttuneException)
        {
            // A vocabulary without a token for unknown characters.
            return [];
        }
    }

    private static List<string[]> Pieces(Tokenizer tokenizer, List<Stream> streams) => [.. streams.Select(stream =>
    {
        var decoder = tokenizer.CreateStreamingDecoder(stream.Skip);
        return stream.Ids.Select(decoder.Add).ToArray();
    })];

    private static string Difference(Tokenizer tokenizer, Stream stream, string[] ours, string[] theirs)
    {
        int at = ours.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
        string around = string.Join(' ', stream.Ids.Skip(Math.Max(0, at - 3)).Take(5).Select(id => $"{id}={tokenizer.IdToToken(id)}"));
        return $"\n  token {at}: ours '{ours[at]}', theirs '{theirs[at]}' around {around}";
    }
}
