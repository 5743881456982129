using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Text.Datasets;

/// <summary>A number that stands for a row's content.</summary>
public static class RowHash
{
    /// <summary>
    /// The first 64 bits of SHA-256 over kinds, names and texts. Blanks between values and the order of properties do not
    /// count; the order of array elements and the spelling of numbers do.
    /// </summary>
    /// <param name="value">The row.</param>
    public static ulong Of(DataValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, value);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private static void Add(IncrementalHash hash, DataValue value)
    {
        switch (value.Kind)
        {
            case DataKind.Number or DataKind.String:
                AddText(hash, value.Kind, value.Text);
                break;
            case DataKind.Boolean:
                AddText(hash, value.Kind, value.AsBoolean() ? "true" : "false");
                break;
            case DataKind.Array:
                AddHead(hash, value.Kind, value.Items.Count);
                foreach (var item in value.Items)
                    Add(hash, item);
                break;
            case DataKind.Object:
                var entries = value.PropertiesUnasked!.Entries;
                AddHead(hash, value.Kind, entries.Count);
                foreach (var (name, property) in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    AddText(hash, DataKind.String, name);
                    Add(hash, property);
                }

                break;
            default:
                AddHead(hash, value.Kind, 0);
                break;
        }
    }

    private static void AddText(IncrementalHash hash, DataKind kind, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, bytes);
        AddHead(hash, kind, count);
        hash.AppendData(bytes, 0, count);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void AddHead(IncrementalHash hash, DataKind kind, int length)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], length);
        hash.AppendData(head);
    }
}
