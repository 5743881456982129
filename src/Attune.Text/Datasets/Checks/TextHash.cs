using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Attune.Text.Datasets.Checks;

/// <summary>Texts as numbers that stand for them: the first 64 bits of SHA-256, so that nobody can write two texts that share one.</summary>
public static class TextHash
{
    /// <summary>The hash of a text.</summary>
    /// <param name="text">The text.</param>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>Equal for texts that differ in the case of letters only.</summary>
    internal static ulong OfAnyCase(string text)
    {
        var upper = ArrayPool<char>.Shared.Rent(text.Length);
        var hash = Of(upper.AsSpan(0, text.AsSpan().ToUpperInvariant(upper)));
        ArrayPool<char>.Shared.Return(upper);
        return hash;
    }

    /// <summary>Of two texts, one after the other.</summary>
    internal static ulong Of(string first, string second) => SplitMix64.Mix(Of(first)) ^ Of(second);
}
