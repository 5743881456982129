using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Attune.Models;

/// <summary>
/// Converts between float32 and what is stored. Narrowing rounds to nearest, ties to even; NaN stays NaN.
/// Files are little-endian, and their numbers may lie at odd addresses.
/// </summary>
internal static class StorageConversion
{
    /// <summary>Widens (or, from F64 and I64, narrows) stored numbers to float32.</summary>
    public static void ToSingle(StorageType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case StorageType.Float32 when BitConverter.IsLittleEndian:
                source[..(4 * destination.Length)].CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case StorageType.Float32:
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(4 * i)..]);
                break;
            case StorageType.Float16:
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(source[(2 * i)..]);
                break;
            case StorageType.BFloat16:
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = FromBFloat16(BinaryPrimitives.ReadUInt16LittleEndian(source[(2 * i)..]));
                break;
            case StorageType.Float64:
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(source[(8 * i)..]);
                break;
            case StorageType.Int64:
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = BinaryPrimitives.ReadInt64LittleEndian(source[(8 * i)..]);
                break;
            case StorageType.Float8E4M3 or StorageType.Float8E5M2:
                var values = type == StorageType.Float8E4M3 ? Float8.E4M3Values : Float8.E5M2Values;
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = values[source[i]];
                break;
            default:
                throw new ArgumentException($"{StorageTypes.NameOf(type)} cannot be read as float32.", nameof(type));
        }
    }

    /// <summary>Stores float32 numbers as F32, F16 or BF16.</summary>
    public static void FromSingle(StorageType type, ReadOnlySpan<float> source, Span<byte> destination)
    {
        switch (type)
        {
            case StorageType.Float32 when BitConverter.IsLittleEndian:
                MemoryMarshal.AsBytes(source).CopyTo(destination);
                break;
            case StorageType.Float32:
                for (var i = 0; i < source.Length; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(destination[(4 * i)..], source[i]);
                break;
            case StorageType.Float16:
                for (var i = 0; i < source.Length; i++)
                    BinaryPrimitives.WriteHalfLittleEndian(destination[(2 * i)..], (Half)source[i]);
                break;
            case StorageType.BFloat16:
                for (var i = 0; i < source.Length; i++)
                    BinaryPrimitives.WriteUInt16LittleEndian(destination[(2 * i)..], ToBFloat16(source[i]));
                break;
            default:
                throw new ArgumentException($"Weights are stored as F32, F16 or BF16, not {StorageTypes.NameOf(type)}.", nameof(type));
        }
    }

    public static bool CanReadAsSingle(StorageType type) => type is
        StorageType.Float32 or StorageType.Float16 or StorageType.BFloat16 or StorageType.Float64 or StorageType.Int64
        or StorageType.Float8E4M3 or StorageType.Float8E5M2;

    internal static float FromBFloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    internal static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return (ushort)((bits >> 16) | 0x40); // quiet, and never an infinity by loss of the low bits
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
