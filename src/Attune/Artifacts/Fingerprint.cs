using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Artifacts;

/// <summary>Hashes inputs of a tuning run. Every part is preceded by its name and length, so that parts cannot run together.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Fingerprint Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    public Fingerprint Add(string name, ReadOnlySpan<int> values) => Add(name, MemoryMarshal.AsBytes(values));

    public Fingerprint Add(string name, ReadOnlySpan<bool> values) => Add(name, MemoryMarshal.AsBytes(values));

    public Fingerprint Add(string name, ReadOnlySpan<byte> value)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        Span<byte> lengths = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, nameBytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[4..], value.Length);
        _hash.AppendData(lengths);
        _hash.AppendData(nameBytes);
        _hash.AppendData(value);
        return this;
    }

    /// <summary>The hash as 64 lower-case hexadecimal digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
