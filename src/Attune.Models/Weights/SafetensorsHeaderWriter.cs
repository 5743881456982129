using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Models;

/// <summary>Lays out the tensors of a safetensors file that is to be written.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>The header's bytes with the length before and spaces behind, a multiple of 8, as the reference library writes them.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<SafetensorsTensor> tensors)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[8]);
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (metadata.Count > 0)
            {
                writer.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata)
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }

            var begin = 0L;
            foreach (var tensor in tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", StorageTypes.NameOf(tensor.Type));
                writer.WriteStartArray("shape");
                foreach (var dimension in tensor.Dimensions)
                    writer.WriteNumberValue(dimension);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(begin);
                writer.WriteNumberValue(begin += tensor.ByteLength);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while (stream.Length % 8 != 0)
            stream.WriteByte((byte)' ');
        var bytes = stream.ToArray();
        BitConverter.TryWriteBytes(bytes, (ulong)(bytes.Length - 8));
        return bytes;
    }
}
