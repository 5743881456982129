using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>
/// Activations in 8 bits: a block's scale is max|x| / 127, its codes are x * (127 / max|x|) rounded to the nearest, ties to even. So
/// no code is larger than 127, and code * scale is at most max|x| / 254 from x, but for what float32 rounds.
/// </summary>
internal static unsafe class RoundedBlock
{
    public const int Most = 127;

    /// <summary>Below it 127 / max|x| is not finite, and a product with any weight of a file is nothing beside others.</summary>
    private const float Least = 1e-36f;

    /// <summary>Added to a small number and taken away again, it leaves the nearest integer, ties to even.</summary>
    private const float Integers = 12582912;

    /// <summary>Rounds a block.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="count">How many: a multiple of 32.</param>
    /// <param name="codes">Where their codes go.</param>
    /// <returns>The scale; NaN where a number is not finite, with codes of zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Round(float* numbers, int count, sbyte* codes)
    {
        var most = Largest(numbers, count);
        if (!(most >= Least && float.IsFinite(most)))
        {
            new Span<sbyte>(codes, count).Clear();
            return float.IsFinite(most) ? 0 : float.NaN;
        }

        var inverse = Vector256.Create(Most / most);
        for (var i = 0; i < count; i += 32, numbers += 32)
        {
            var low = Vector256.Narrow(Code(numbers, inverse), Code(numbers + 8, inverse));
            var high = Vector256.Narrow(Code(numbers + 16, inverse), Code(numbers + 24, inverse));
            Vector256.Narrow(low, high).Store(codes + i);
        }

        return most / Most;
    }

    /// <summary>The largest magnitude. Bits of floats without their sign are in the order of magnitudes, infinity and NaN the largest.</summary>
    private static float Largest(float* numbers, int count)
    {
        var magnitude = Vector256.Create(0x7fffffff);
        Vector256<int> a = default, b = default;
        for (var i = 0; i < count; i += 16)
        {
            a = Vector256.Max(a, Vector256.Load((int*)numbers + i) & magnitude);
            b = Vector256.Max(b, Vector256.Load((int*)numbers + i + 8) & magnitude);
        }

        a = Vector256.Max(a, b);
        var four = Vector128.Max(a.GetLower(), a.GetUpper());
        return BitConverter.Int32BitsToSingle(Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3])));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Code(float* numbers, Vector256<float> inverse)
    {
        var integers = Vector256.Create(Integers);
        return ((Vector256.Load(numbers) * inverse) + integers).AsInt32() - integers.AsInt32();
    }
}
