using System.Diagnostics;
using System.Globalization;

namespace Attune.Pretrain.Statistics;

/// <summary><c>corpus [--characters N] [--seed N] [--examples N] [--family NAME]</c>: what the corpus consists of, and examples.</summary>
internal static class CorpusVerb
{
    public static int Run(string[] args)
    {
        var options = new Options(args);
        long characters = options.Number("--characters", 8_000_000);
        ulong seed = (ulong)options.Number("--seed", 1);
        int examples = (int)options.Number("--examples", 0);
        string? only = options.Text("--family");
        var statistics = new CorpusStatistics();
        var shown = new Dictionary<string, int>();
        long started = Stopwatch.GetTimestamp();
        foreach (CorpusDocument document in Corpus.Documents(seed, characters))
        {
            if (only is not null && document.Family != only)
                continue;
            int before = shown.GetValueOrDefault(document.Family);
            if (before < examples)
            {
                shown[document.Family] = before + 1;
                Console.WriteLine($"--- {document.Family}\n{document.Rendered()}");
            }
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (examples > 0)
            return 0;
        foreach (CorpusDocument document in Corpus.Documents(seed, characters))
            statistics.Add(document);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"written at {characters / seconds / 1e6:0.0} MB/s"));
        Console.Write(statistics.Report());
        return 0;
    }
}
