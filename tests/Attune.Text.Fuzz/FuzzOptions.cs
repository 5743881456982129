using System.Globalization;
using Attune.Text.Fuzz.Targets;

namespace Attune.Text.Fuzz;

internal sealed record FuzzOptions(string Target, long Inputs, ulong Seed, long First, int Threads, bool Show)
{
    /// <summary>Null where the arguments say nothing that is known.</summary>
    public static FuzzOptions? Parse(string[] args, IReadOnlyList<IFuzzTarget> targets)
    {
        var target = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "all";
        if (target != "all" && !targets.Any(known => known.Name == target))
            return null;
        var inputs = Number("--inputs", 100_000);
        var seed = Number("--seed", 1);
        var first = Number("--first", 0);
        var threads = Number("--threads", Environment.ProcessorCount);
        return inputs is null or < 1 || seed is null or < 0 || first is null or < 0 || threads is null or < 1 or > 1024
            ? null
            : new FuzzOptions(target, inputs.Value, (ulong)seed.Value, first.Value, (int)threads.Value, args.Contains("--show"));

        long? Number(string name, long fallback)
        {
            var at = Array.IndexOf(args, name);
            if (at < 0)
                return fallback;
            return at + 1 < args.Length && long.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        }
    }
}
