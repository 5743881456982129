using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune.Text.Datasets;
using CsvHelper;

namespace Attune.Benchmarks.Datasets;

/// <summary>Reading of JSONL and CSV beside System.Text.Json and CsvHelper over the same file, turn by turn; best of several turns.</summary>
/// <remarks>
/// Options: --megabytes N (default 64)  --turns N (default 5)  --memory (one pass, with the most live and allocated bytes).
/// The rivals keep no places: System.Text.Json parses each line of File.ReadLines into a document, CsvHelper gives the
/// cells of each record as strings.
/// </remarks>
internal static class DatasetSuite
{
    public static int Run(string[] args)
    {
        long bytes = long.Parse(Option(args, "--megabytes", "64"), CultureInfo.InvariantCulture) << 20;
        int turns = int.Parse(Option(args, "--turns", "5"), CultureInfo.InvariantCulture);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("attune-benchmark-");
        try
        {
            string jsonl = Path.Combine(folder.FullName, "rows.jsonl"), csv = Path.Combine(folder.FullName, "rows.csv");
            SampleFile.Write(jsonl, bytes);
            SampleFile.Write(csv, bytes);
            if (args.Contains("--memory"))
                ReportMemory([jsonl, csv]);
            else
                Compare(jsonl, csv, turns);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static string Option(string[] args, string name, string fallback)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
    }

    private static void Compare(string jsonl, string csv, int turns)
    {
        Console.WriteLine($"{"",-34} {"ours MB/s",10} {"rival MB/s",11} {"ratio",7}");
        Show("JSONL, System.Text.Json", jsonl, turns, () => Ours(jsonl), () => SystemTextJson(jsonl));
        Show("CSV, CsvHelper", csv, turns, () => Ours(csv), () => CsvHelperRows(csv));
        Show("JSONL, places of rows only", jsonl, turns, () => Index(jsonl), () => File.ReadLines(jsonl).LongCount());
    }

    private static void Show(string name, string path, int turns, Func<long> ours, Func<long> theirs)
    {
        double megabytes = new FileInfo(path).Length / 1e6, best = double.MaxValue, bestRival = double.MaxValue;
        for (int turn = 0; turn <= turns; turn++)
        {
            (double seconds, long rows) = Time(ours);
            (double rivalSeconds, long rivalRows) = Time(theirs);
            if (rows != rivalRows)
                throw new InvalidOperationException($"{name}: {rows} rows and {rivalRows}.");
            if (turn == 0)
                continue;
            best = Math.Min(best, seconds);
            bestRival = Math.Min(bestRival, rivalSeconds);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-34} {megabytes / best,10:F0} {megabytes / bestRival,11:F0} {bestRival / best,7:F2}"));
    }

    private static (double Seconds, long Rows) Time(Func<long> read)
    {
        long start = Stopwatch.GetTimestamp();
        long rows = read();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, rows);
    }

    private static long Ours(string path) => DatasetReader.Read(path).LongCount();

    private static long Index(string path)
    {
        using DatasetIndex index = DatasetIndex.Open([path]);
        return index.Count;
    }

    private static long SystemTextJson(string path)
    {
        long rows = 0;
        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            rows += document.RootElement.ValueKind == JsonValueKind.Object ? 1 : 0;
        }

        return rows;
    }

    private static long CsvHelperRows(string path)
    {
        using CsvReader reader = CsvReader.Create(File.OpenRead(path), CsvReaderOptions.Default, leaveOpen: false);
        long rows = 0;
        for (; reader.Read(); rows++)
        {
            if (reader.Current.ToArray().Length != 4)
                throw new InvalidOperationException("Not four cells.");
        }

        return rows;
    }

    private static void ReportMemory(string[] paths)
    {
        foreach (string path in paths)
        {
            double megabytes = new FileInfo(path).Length / 1e6;
            long before = GC.GetTotalMemory(forceFullCollection: true), most = 0, rows = 0;
            foreach (DatasetRow _ in DatasetReader.Read(path))
            {
                if (++rows % 20_000 == 0)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            using DatasetIndex index = DatasetIndex.Open([path]);
            long live = GC.GetTotalMemory(forceFullCollection: true) - before;
            long start = Stopwatch.GetTimestamp();
            long characters = index.Shuffled(1).Take(50_000).Sum(row => (long)row.Value.Properties.Count);
            double perSecond = Math.Min(50_000, index.Count) / Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(path)}: {megabytes:F0} MB, {rows} rows; most live while reading {most / 1e6:F2} MB; index {live / 1e6:F2} MB live ({(double)live / rows:F1} bytes a row); {perSecond:F0} rows/s in shuffled order; process peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB; {characters} fields"));
        }
    }
}
