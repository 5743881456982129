using System.Collections.Concurrent;
using System.Diagnostics;
using Attune.Text.Fuzz.Targets;

namespace Attune.Text.Fuzz;

/// <summary>What a run found.</summary>
public sealed record FuzzResult(long Read, long Refused, IReadOnlyList<FuzzFinding> Findings, TimeSpan Slowest, long SlowestInput);

/// <summary>An input that did something else than being read or refused.</summary>
public sealed record FuzzFinding(long Number, string What);

/// <summary>Tries mutated seeds on a target. A stack overflow or a hang ends the process with the input's number on the error stream.</summary>
public sealed class Fuzzer
{
    /// <summary>An input of some kilobytes that takes this long will never end for one of some megabytes.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(30);

    private readonly IFuzzTarget _target;
    private readonly ulong _seed;
    private readonly Mutator _mutator;

    public Fuzzer(IFuzzTarget target, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        _seed = seed;
        Seeds = target.Seeds;
        _mutator = new Mutator(Seeds, target.Words);
    }

    /// <summary>The inputs that mutations start from.</summary>
    public IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>The input of a number.</summary>
    public byte[] Input(long number) => _mutator.Make(new FuzzRandom(_seed, number));

    /// <summary>Tries the inputs first .. first + count - 1.</summary>
    public FuzzResult Run(long first, long count, int threads)
    {
        var findings = new ConcurrentBag<FuzzFinding>();
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker()).ToList();
        var next = first - 1;
        using var watch = new Timer(_ => EndOnHang(workers), null, s_hang, TimeSpan.FromSeconds(5));
        var running = workers.ConvertAll(worker => new Thread(() =>
        {
            for (long number; (number = Interlocked.Increment(ref next)) < first + count;)
                Try(worker, number, findings);
        }));
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        var slowest = workers.MaxBy(worker => worker.Slowest)!;
        return new FuzzResult(
            workers.Sum(worker => worker.Read), workers.Sum(worker => worker.Refused), [.. findings.OrderBy(finding => finding.Number)], slowest.Slowest, slowest.SlowestInput);
    }

    private void Try(Worker worker, long number, ConcurrentBag<FuzzFinding> findings)
    {
        var input = Input(number);
        worker.Begin(number);
        try
        {
            if (_target.Read(input))
                worker.Read++;
            else
                worker.Refused++;
        }
#pragma warning disable CA1031 // Whatever else it throws is what we are looking for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            findings.Add(new FuzzFinding(number, $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}"));
        }

        worker.End();
    }

    private void EndOnHang(List<Worker> workers)
    {
        foreach (var worker in workers)
        {
            if (worker.Number is { } number && worker.Elapsed > s_hang)
            {
                Console.Error.WriteLine($"{_target.Name}, seed {_seed}: input {number} does not end.");
                Environment.Exit(3);
            }
        }
    }

    private sealed class Worker
    {
        private long _number = -1;
        private long _started;

        public long Read, Refused, SlowestInput;

        public TimeSpan Slowest { get; private set; }

        public long? Number => Volatile.Read(ref _number) is >= 0 and var number ? number : null;

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Volatile.Read(ref _started));

        public void Begin(long number)
        {
            Volatile.Write(ref _started, Stopwatch.GetTimestamp());
            Volatile.Write(ref _number, number);
        }

        public void End()
        {
            if (Elapsed > Slowest)
                (Slowest, SlowestInput) = (Elapsed, _number);
            Volatile.Write(ref _number, -1);
        }
    }
}
