using System.Diagnostics;
using System.Runtime.InteropServices;
using Attune.Models;
using Attune.Tensors;
using Attune.Tensors.Backends.Cpu;

namespace Attune.Benchmarks.Decoding;

/// <summary>One thread's products with a matrix in each form, and its widening alone: picoseconds a weight, the best of many.</summary>
internal static unsafe class StoredKernels
{
    private const int Outputs = 2048, Inputs = 768, Tries = 60;
    private static readonly int[] Rows = [1, 2, 4, 8, 16, 64];

    public static void Run()
    {
        using var pool = new WorkerPool(1);
        float* x = Floats(64 * Inputs), y = Floats(64 * Outputs), widened = Floats(64 * 64), numbers = Floats(Outputs * Inputs);
        Console.WriteLine($"{"form",-10} {"widening",9} {"1 row",9} {"2 rows",9} {"4 rows",9} {"8 rows",9} {"16 rows",9} {"64 rows",9}  ps a weight");
        foreach (string name in (string[])["F16", "BF16", "Q8_0", "Q4_K", "Q6_K"])
        {
            var format = BlockFormats.Find(name)!;
            var matrix = Matrix(format, format.Interleave!);
            double widening = Best(() =>
            {
                for (int panel = 0; panel < Outputs / 16; panel++)
                {
                    for (int column = 0; column < Inputs; column += 64)
                        matrix.Widen(panel, column, 64, widened + (panel % 4 * 1024), 16);
                }
            });
            Products(name, pool, matrix, x, y, widening);
            if (format.InterleaveRounding is { } rounding)
                Products($"{name} int8", pool, Matrix(format, rounding), x, y);
        }

        using var packed = new PackedMatrix(pool, true, Inputs, Outputs, numbers, Inputs);
        Console.Write($"{"f32",-10} {"",9}");
        foreach (int rows in Rows)
            Console.Write($" {Best(() => Gemm.Run(pool, false, rows, x, Inputs, packed, false, y, Outputs)),9:F0}");
        Console.WriteLine();
    }

    private static void Products(string name, WorkerPool pool, IStoredMatrix matrix, float* x, float* y, double? widening = null)
    {
        Console.Write($"{name,-10} {widening,9:F0}");
        foreach (int rows in Rows)
            Console.Write($" {Best(() => Gemm.Run(pool, false, true, rows, Outputs, Inputs, x, Inputs, matrix, false, y, Outputs)),9:F0}");
        Console.WriteLine();
    }

    private static double Best(Action action)
    {
        double best = double.MaxValue;
        for (int i = 0; i < Tries; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (i % 20 == 0)
                Thread.Sleep(20); // the runtime compiles again what is called often
        }

        return best * 1e12 / ((double)Outputs * Inputs);
    }

    private static IInterleavedMatrix Matrix(BlockFormat format, BlockInterleaver interleave)
    {
        var random = new Random(1);
        float[] numbers = [.. Enumerable.Range(0, Outputs * Inputs).Select(_ => random.NextSingle() - 0.5f)];
        byte[] bytes = new byte[format.BytesOf(numbers.Length)];
        format.Quantize(numbers, bytes);
        int rowBytes = (int)format.BytesOf(Inputs);
        return (IInterleavedMatrix)interleave(new Shape(Outputs, Inputs), row => bytes.AsSpan(row * rowBytes, rowBytes))!;
    }

    private static float* Floats(int count)
    {
        float* data = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 4096);
        for (int i = 0; i < count; i++)
            data[i] = (i % 17) - 8;
        return data;
    }
}
