using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Turns matrices around in blocks of 16 x 16 floats. Numbers are moved, not computed, so each machine may do it its own
/// way. Sources are readable, and working memory is there, up to whole vectors.
/// </summary>
internal static unsafe class Transposition
{
    /// <summary>Floats of working memory, at a 64-byte boundary.</summary>
    public const int WorkLength = 2 * Size * Size;

    private const int Size = Vectors.Lanes;

    /// <summary>
    /// result[c, r] = source[r, c] * factor for whole blocks of 16: columns rounded up, and up to <paramref name="resultColumns"/>
    /// rows, of which those beyond the last repeat the last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* source, nint sourceStride, int rows, int columns, float factor, float* result, nint resultStride, int resultColumns,
        float* work)
    {
        for (int row = 0; row < resultColumns; row += Size)
        {
            int first = Math.Min(row, rows - 1);
            for (int column = 0; column < columns; column += Size)
            {
                Block(
                    source + (first * sourceStride) + column, sourceStride, rows - first, factor, work,
                    result + (column * resultStride) + row, resultStride);
            }
        }
    }

    /// <summary>result[c, r] = source[r, c] for c below <paramref name="rows"/> and r below <paramref name="columns"/>, and nothing else is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunExactly(
        float* source, nint sourceStride, int rows, int columns, float* result, nint resultStride, float* work)
    {
        float* turned = work + (Size * Size);
        for (int row = 0; row < columns; row += Size)
        {
            int lanes = Math.Min(Size, columns - row);
            for (int column = 0; column < rows; column += Size)
            {
                Block(source + (row * sourceStride) + column, sourceStride, columns - row, 1, work, turned, Size);
                int count = Math.Min(Size, rows - column);
                for (int c = 0; c < count; c++)
                    Vectors.Store(Vector512.Load(turned + (c * Size)), result + ((column + c) * resultStride) + row, lanes);
            }
        }
    }

    private static void Block(float* source, nint sourceStride, int rows, float factor, float* work, float* result, nint stride)
    {
        if (Avx512F.IsSupported)
        {
            Block512(source, sourceStride, rows, factor, work, result, stride);
            return;
        }

        for (int r = 0; r < Size; r++)
        {
            float* row = source + (Math.Min(r, rows - 1) * sourceStride);
            for (int c = 0; c < Size; c++)
                result[(c * stride) + r] = row[c] * factor;
        }
    }

    /// <summary>Neighbouring rows are interleaved by floats, then by pairs; then quarters of vectors are, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block512(float* source, nint sourceStride, int rows, float factor, float* work, float* result, nint stride)
    {
        var scale = Vector512.Create(factor);
        for (int group = 0; group < Size; group += 4)
        {
            var r0 = Vector512.Load(source + (Math.Min(group, rows - 1) * sourceStride)) * scale;
            var r1 = Vector512.Load(source + (Math.Min(group + 1, rows - 1) * sourceStride)) * scale;
            var r2 = Vector512.Load(source + (Math.Min(group + 2, rows - 1) * sourceStride)) * scale;
            var r3 = Vector512.Load(source + (Math.Min(group + 3, rows - 1) * sourceStride)) * scale;
            var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
            var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
            var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
            var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
            float* quads = work + (group * Size);
            Avx512F.UnpackLow(low01, low23).AsSingle().Store(quads);
            Avx512F.UnpackHigh(low01, low23).AsSingle().Store(quads + Size);
            Avx512F.UnpackLow(high01, high23).AsSingle().Store(quads + (2 * Size));
            Avx512F.UnpackHigh(high01, high23).AsSingle().Store(quads + (3 * Size));
        }

        for (int c = 0; c < 4; c++)
        {
            // Quarter i of vector c of group g holds rows 4 g .. 4 g + 3 of column c + 4 i.
            float* quads = work + (c * Size);
            var (g0, g1) = (Vector512.Load(quads), Vector512.Load(quads + (4 * Size)));
            var (g2, g3) = (Vector512.Load(quads + (8 * Size)), Vector512.Load(quads + (12 * Size)));
            var even01 = Avx512F.Shuffle4x128(g0, g1, 0x88);
            var odd01 = Avx512F.Shuffle4x128(g0, g1, 0xdd);
            var even23 = Avx512F.Shuffle4x128(g2, g3, 0x88);
            var odd23 = Avx512F.Shuffle4x128(g2, g3, 0xdd);
            Avx512F.Shuffle4x128(even01, even23, 0x88).Store(result + (c * stride));
            Avx512F.Shuffle4x128(odd01, odd23, 0x88).Store(result + ((c + 4) * stride));
            Avx512F.Shuffle4x128(even01, even23, 0xdd).Store(result + ((c + 8) * stride));
            Avx512F.Shuffle4x128(odd01, odd23, 0xdd).Store(result + ((c + 12) * stride));
        }
    }
}
