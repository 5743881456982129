using System.Runtime.InteropServices;
using Attune.Models;
using Attune.Tensors;

namespace Attune.Training.Probe;

/// <summary>Products with matrices that stay in the form of their file, and a hash of every bit of them.</summary>
public static class StoredHash
{
    private const int Outputs = 83, Inputs = 768;

    /// <summary>The formats that are kept so.</summary>
    public static IEnumerable<BlockFormat> Formats => BlockFormats.All.Where(format => format.Interleave is not null);

    /// <summary>The hash of products with few and with many rows, activations as they are and, where the format has it, rounded.</summary>
    public static string Of(BlockFormat format, int threads) =>
        Of(format, format.Interleave!, threads) + (format.InterleaveRounding is { } rounding ? "/" + Of(format, rounding, threads) : "");

    private static string Of(BlockFormat format, BlockInterleaver interleave, int threads)
    {
        using var backend = new CpuBackend(threads);
        float[] numbers = Numbers(Outputs * Inputs, 1);
        byte[] bytes = new byte[format.BytesOf(numbers.Length)];
        format.Quantize(numbers, bytes);
        int rowBytes = (int)format.BytesOf(Inputs);
        var weight = Tensor.From(backend, interleave(new Shape(Outputs, Inputs), row => bytes.AsSpan(row * rowBytes, rowBytes))!);
        ulong hash = 14695981039346656037;
        foreach (int rows in (int[])[1, 3, 8, 40])
        {
            var product = Tensor.From(backend, new Shape(rows, Inputs), Numbers(rows * Inputs, 2)).Linear(weight);
            foreach (uint bits in MemoryMarshal.Cast<float, uint>(product.AsReadOnlySpan()))
                hash = (hash ^ bits) * 1099511628211;
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.4f) * 0.1f)];
    }
}
