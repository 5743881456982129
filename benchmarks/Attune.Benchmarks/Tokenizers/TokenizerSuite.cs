using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Attune.Text.Tokenizers;

namespace Attune.Benchmarks.Tokenizers;

/// <summary>
/// Ids and places of 10 MB of mixed text beside Hugging Face tokenizers on one thread, text by text, in turns; with
/// <c>--train</c> the trainers on 2 MB instead, with <c>--stream FOLDER</c> the pieces of streaming decoding by every
/// tokenizer.json in a folder. ATTUNE_PEER holds the command that runs Python with tokenizers; without
/// it only our own speed is printed. <c>--data</c> is the folder of the text and the tokenizers.
/// </summary>
internal static class TokenizerSuite
{
    private const long Bytes = 10_000_000, TrainingBytes = 2_000_000, StreamedBytes = 100_000;

    public static int Run(string[] args)
    {
        string data = Path.GetFullPath(Option(args, "--data") ?? "../shared/data");
        int passes = int.Parse(Option(args, "--passes") ?? "2", CultureInfo.InvariantCulture);
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            var texts = MixedText.Read(data, Bytes);
            var files = TokenizerFiles.Write(data, folder);
            var training = MixedText.Read(data, TrainingBytes);
            File.WriteAllText(Path.Combine(folder, "texts.json"), JsonSerializer.Serialize(texts));
            File.WriteAllText(Path.Combine(folder, "training.json"), JsonSerializer.Serialize(training));
            using var peer = StartPeer(folder);
            if (Option(args, "--stream") is { } tokenizers)
                return StreamRows.Run(MixedText.Read(data, StreamedBytes), Path.GetFullPath(tokenizers), folder, peer);
            return args.Contains("--train")
                ? TrainerRows.Run(training, folder, peer)
                : Encode(texts, files, folder, peer, passes, Option(args, "--only"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PeerProcess? StartPeer(string folder)
    {
        if (Environment.GetEnvironmentVariable("ATTUNE_PEER") is not { Length: > 0 } command)
        {
            Console.WriteLine("ATTUNE_PEER is not set: no comparison.");
            return null;
        }

        var peer = new PeerProcess(command, "tokenizers_speed.py", folder);
        Console.WriteLine($"peer: {peer.Read().GetProperty("about").GetString()}");
        return peer;
    }

    private static int Encode(
        List<string> texts, List<(string What, string File)> files, string folder, PeerProcess? peer, int passes, string? only)
    {
        double megabytes = texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text)) / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Count:N0} texts, {megabytes:N1} MB"));
        Console.WriteLine($"{"",-32}{"tokens",10}{"ours MB/s",12}{"theirs MB/s",12}{"ratio",8}");
        bool same = true;
        foreach (var (what, file) in files.Where(file => only is null || file.What.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var tokenizer = Tokenizer.Load(Path.Combine(folder, file));
            var buffer = new EncodingBuffer();
            var (tokens, checksum) = Checksum(tokenizer, texts, buffer);
            var request = JsonSerializer.Serialize(new Dictionary<string, string> { ["encode"] = file });
            var first = peer?.Ask(request);
            List<double> ours = [], theirs = [];
            for (int pass = 0; pass < passes; pass++)
            {
                long start = Stopwatch.GetTimestamp();
                foreach (string text in texts)
                    tokenizer.Encode(text, buffer);
                ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (peer is not null)
                    theirs.Add(peer.Ask(request).GetProperty("seconds").GetDouble());
            }

            string row = string.Create(CultureInfo.InvariantCulture, $"{what,-32}{tokens,10:N0}{megabytes / ours.Min(),12:N1}");
            if (first is { } answer)
            {
                bool equal = answer.GetProperty("tokens").GetInt64() == tokens && answer.GetProperty("checksum").GetInt64() == checksum;
                row += string.Create(CultureInfo.InvariantCulture, $"{megabytes / theirs.Min(),12:N1}{theirs.Min() / ours.Min(),7:N1}x")
                    + (equal ? "" : "  DIFFERENT TOKENS");
                same &= equal;
            }

            Console.WriteLine(row);
        }

        return same ? 0 : 1;
    }

    private static (long Tokens, long Checksum) Checksum(Tokenizer tokenizer, List<string> texts, EncodingBuffer buffer)
    {
        long tokens = 0, checksum = 0;
        foreach (string text in texts)
        {
            tokenizer.Encode(text, buffer);
            for (int i = 0; i < buffer.Count; i++)
                checksum = (checksum + (long)buffer.Ids[i] * (i + 1)) % (1L << 53);
            tokens += buffer.Count;
        }

        return (tokens, checksum);
    }

    private static string? Option(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at < 0 || at + 1 == args.Length ? null : args[at + 1];
    }
}
