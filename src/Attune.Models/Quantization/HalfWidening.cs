using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>Widens 16-bit floats by vectors; each result is exact, so it does not matter which width runs.</summary>
internal static class HalfWidening
{
    public static void BFloat16(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        var i = 0;
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        for (; i + Vector256<ushort>.Count <= destination.Length; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            (low << 16).AsSingle().StoreUnsafe(ref to, (nuint)i);
            (high << 16).AsSingle().StoreUnsafe(ref to, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < destination.Length; i++)
            Unsafe.Add(ref to, i) = StorageConversion.FromBFloat16(Unsafe.Add(ref from, i));
    }
}
