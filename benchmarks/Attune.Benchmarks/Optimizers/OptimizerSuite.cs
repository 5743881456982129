using System.Diagnostics;
using System.Globalization;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.Optimizers;

/// <summary>
/// One step of every optimizer on matrices that are larger than the caches, beside PyTorch's (and transformers') own, in turns.
/// The environment variable ATTUNE_PEER holds the command that runs Python with PyTorch and transformers; without it only our
/// own times are printed.
/// </summary>
internal static class OptimizerSuite
{
    private const int Side = 1024, Matrices = 8, Rounds = 5;

    public static int Run(string[] args)
    {
        int threads = args.Length > 1 && args[0] == "--threads" ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            using var peer = Environment.GetEnvironmentVariable("ATTUNE_PEER") is { Length: > 0 } command
                ? new PeerProcess(command, "optimizer_speed.py", folder, Text(threads), Text(Side), Text(Matrices))
                : null;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Matrices} matrices of {Side} x {Side}, {threads} threads, the best of {Rounds} steps"));
            Console.WriteLine("optimizer                  ms     ns/number   PyTorch ms   ratio");
            foreach (string name in OptimizerNames.All.Keys)
                Compare(name, threads, peer);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string name, int threads, PeerProcess? peer)
    {
        using var backend = new CpuBackend(threads);
        var run = new SteppedOptimizer(backend, OptimizerNames.All[name]());
        peer?.Ask(name); // warms up
        run.Step();
        double own = double.PositiveInfinity, other = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            own = Math.Min(own, run.Step());
            if (peer is not null)
                other = Math.Min(other, peer.Ask(name).GetProperty("seconds").GetDouble());
        }

        string beside = peer is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{other * 1e3,11:F2} {other / own,8:F2}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-24} {own * 1e3,7:F2} {own * 1e9 / ((double)Side * Side * Matrices),10:F2} {beside}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Parameters with fresh gradients for each step, which is all that is timed.</summary>
    private sealed class SteppedOptimizer(CpuBackend backend, IOptimizer optimizer)
    {
        private readonly float[] _gradient = [.. Enumerable.Range(0, Side * Side).Select(i => ((i * 37 % 101) - 50) / 1000f)];
        private readonly Tensor[] _parameters = [.. Enumerable.Range(0, Matrices).Select(_ => Tensor.Zeros(backend, new Shape(Side, Side)).Keep())];
        private readonly Tensor[][] _state =
        [
            .. Enumerable.Range(0, Matrices).Select(_ => optimizer.StateOf("weight", new Shape(Side, Side))
                .Select(kept => Tensor.Zeros(backend, kept.Shape).Keep()).ToArray()),
        ];

        private int _step;

        public double Step()
        {
            using var scope = backend.BeginScope();
            Tensor[] gradients = [.. _parameters.Select(parameter => Tensor.From(backend, parameter.Shape, _gradient))];
            _step++;
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < Matrices; i++)
            {
                optimizer.Update(new ParameterUpdate
                {
                    Name = "weight",
                    Parameter = _parameters[i],
                    Gradient = gradients[i],
                    State = _state[i],
                    Step = _step,
                    LearningRate = 1e-4,
                    WeightDecay = 0,
                });
            }

            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
    }
}
