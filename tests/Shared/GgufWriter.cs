using System.Text;

namespace Attune.TestSupport;

/// <summary>Writes the head of a GGUF file.</summary>
internal sealed class GgufWriter
{
    private readonly List<byte> values = [];
    private ulong count;

    public GgufWriter Text(string key, string value)
    {
        Key(key, 8);
        Text(value);
        return this;
    }

    public GgufWriter Flag(string key, bool value)
    {
        Key(key, 7);
        values.Add(value ? (byte)1 : (byte)0);
        return this;
    }

    public GgufWriter Number(string key, uint value)
    {
        Key(key, 4);
        values.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    public GgufWriter Texts(string key, string[] items)
    {
        Key(key, 9);
        values.AddRange(BitConverter.GetBytes(8u));
        values.AddRange(BitConverter.GetBytes((ulong)items.Length));
        foreach (var item in items)
            Text(item);
        return this;
    }

    public GgufWriter List(string key, uint kind, int[] items)
    {
        Key(key, 9);
        values.AddRange(BitConverter.GetBytes(kind));
        values.AddRange(BitConverter.GetBytes((ulong)items.Length));
        foreach (var item in items)
            values.AddRange(BitConverter.GetBytes(item));
        return this;
    }

    public byte[] ToArray() =>
        [.. "GGUF"u8, .. BitConverter.GetBytes(3u), .. BitConverter.GetBytes(0UL), .. BitConverter.GetBytes(count), .. values];

    private void Key(string key, uint kind)
    {
        count++;
        Text(key);
        values.AddRange(BitConverter.GetBytes(kind));
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        values.AddRange(BitConverter.GetBytes((ulong)bytes.Length));
        values.AddRange(bytes);
    }
}
