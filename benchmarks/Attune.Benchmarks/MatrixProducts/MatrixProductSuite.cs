using System.Diagnostics;
using System.Runtime.InteropServices;
using Attune.Tensors.Backends.Cpu;

namespace Attune.Benchmarks.MatrixProducts;

/// <summary>Our matrix products beside OpenBLAS, turn by turn in one process: medians of several turns, and the ratio of the best ones, which neighbours on a shared machine disturb less.</summary>
/// <remarks>
/// Options: --threads 1,2  --only TEXT (part of a group or shape)  --turns N  --openblas-core NAME (as OPENBLAS_CORETYPE)  --alone (without OpenBLAS).
/// After a threaded product OpenBLAS' threads keep yielding for a while (OPENBLAS_THREAD_TIMEOUT), ours spin for under a
/// millisecond: each turn starts after a longer pause, so that neither pays for the other.
/// </remarks>
internal static unsafe class MatrixProductSuite
{
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(30);
    static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(12);

    public static int Run(string[] args)
    {
        string Option(string name, string fallback)
        {
            int at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
        }

        int[] threadCounts = [.. Option("--threads", "1,2").Split(',').Select(int.Parse)];
        string only = Option("--only", "");
        int turns = int.Parse(Option("--turns", "7"));
        string core = Option("--openblas-core", "");
        OpenBlas? rival = args.Contains("--alone") ? null : OpenBlas.Load(core.Length > 0 ? core : null);
        Console.WriteLine($"ours:      {GemmKernel.Best}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine(rival is null
            ? "OpenBLAS:  not installed (Debian: apt-get install libopenblas0-pthread); only our own figures follow"
            : $"OpenBLAS:  core {rival.Core}; {rival.Configuration}");
        Console.WriteLine($"fma peak:  {FmaPeak.Measure():F0} GFLOP/s per core");

        MatrixProductShape[] shapes = [.. MatrixProductShape.All().Where(shape => $"{shape.Group} {shape}".Contains(only, StringComparison.Ordinal))];
        foreach (int threads in threadCounts) Compare(shapes, threads, turns, rival);
        return 0;
    }

    static void Compare(MatrixProductShape[] shapes, int threads, int turns, OpenBlas? rival)
    {
        using var pool = new WorkerPool(threads);
        rival?.SetThreads(threads);
        WarmUp(pool, shapes);
        string group = "";
        foreach (MatrixProductShape shape in shapes)
        {
            if (shape.Group != group)
            {
                group = shape.Group;
                Console.WriteLine($"\n{group + ", threads: " + threads,-30} {"ours GFLOP/s",13} {"OpenBLAS",10} {"ratio",7} {"of bests",9}");
            }

            using var operands = new Operands(shape, pool);
            (double[] ours, double[] theirs) = Measure(operands, pool, rival, turns);
            double Rate(double seconds) => shape.Operations / seconds / 1e9;
            Console.WriteLine(rival is null
                ? $"{shape,-30} {Rate(ours[turns / 2]),13:F1} {"-",10} {"-",7} {"-",9}"
                : $"{shape,-30} {Rate(ours[turns / 2]),13:F1} {Rate(theirs[turns / 2]),10:F1} {theirs[turns / 2] / ours[turns / 2],7:F2} {theirs[0] / ours[0],9:F2}");
        }
    }

    // Lets the runtime compile what it compiles only after some calls and some time.
    static void WarmUp(WorkerPool pool, MatrixProductShape[] shapes)
    {
        for (int round = 0; round < 3; round++)
        {
            foreach (MatrixProductShape shape in shapes.Where(shape => shape.Operations < 2e8))
            {
                using var operands = new Operands(shape, pool);
                for (int i = 0; i < 40; i++) operands.Ours(pool);
            }

            Thread.Sleep(120);
        }
    }

    // The turns' seconds, sorted.
    static (double[] Ours, double[] Theirs) Measure(Operands operands, WorkerPool pool, OpenBlas? rival, int turns)
    {
        double[] ours = new double[turns], theirs = new double[turns];
        for (int turn = 0; turn < turns; turn++)
        {
            ours[turn] = Turn(() => operands.Ours(pool));
            if (rival is not null) theirs[turn] = Turn(() => operands.Theirs(rival));
        }

        Array.Sort(ours);
        Array.Sort(theirs);
        return (ours, theirs);
    }

    // Seconds of one call, from as many as fill a turn.
    static double Turn(Action product)
    {
        Thread.Sleep(s_pause);
        product();
        product();
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            product();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < s_turn);
        return elapsed.TotalSeconds / calls;
    }

    sealed class Operands : IDisposable
    {
        readonly MatrixProductShape _shape;
        readonly float* _a, _b, _c;
        readonly int _lda, _ldb;
        readonly PackedMatrix? _packed;

        public Operands(MatrixProductShape shape, WorkerPool pool)
        {
            _shape = shape;
            _lda = shape.TransposeA ? shape.M : shape.K;
            _ldb = shape.TransposeB ? shape.K : shape.N;
            _a = Allocate((nint)shape.M * shape.K, 1);
            _b = Allocate((nint)shape.N * shape.K, 2);
            _c = Allocate((nint)shape.M * shape.N, 3);
            if (shape.Packed) _packed = new PackedMatrix(pool, shape.TransposeB, shape.K, shape.N, _b, _ldb);
        }

        public void Ours(WorkerPool pool)
        {
            if (_packed is not null)
                Gemm.Run(pool, _shape.TransposeA, _shape.M, _a, _lda, _packed, _shape.Accumulate, _c, _shape.N);
            else
                Gemm.Run(pool, _shape.TransposeA, _shape.TransposeB, _shape.M, _shape.N, _shape.K, _a, _lda, _b, _ldb, _shape.Accumulate, _c, _shape.N);
        }

        public void Theirs(OpenBlas rival) =>
            rival.Multiply(_shape.TransposeA, _shape.TransposeB, _shape.M, _shape.N, _shape.K, _a, _lda, _b, _ldb, _shape.Accumulate, _c, _shape.N);

        public void Dispose()
        {
            NativeMemory.AlignedFree(_a);
            NativeMemory.AlignedFree(_b);
            NativeMemory.AlignedFree(_c);
            _packed?.Dispose();
        }

        static float* Allocate(nint count, int seed)
        {
            var random = new Random(seed);
            float* data = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
            for (nint i = 0; i < count; i++) data[i] = random.NextSingle() - 0.5f;
            return data;
        }
    }
}
