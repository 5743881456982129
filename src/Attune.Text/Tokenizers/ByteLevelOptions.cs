using System.Text.Json;

namespace Attune.Text.Tokenizers;

/// <summary>The object that describes a <c>ByteLevel</c> part; the same whichever part it is.</summary>
internal static class ByteLevelOptions
{
    public static void Write(Utf8JsonWriter writer, bool addPrefixSpace, bool trimOffsets, bool useRegex)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", addPrefixSpace);
        writer.WriteBoolean("trim_offsets", trimOffsets);
        writer.WriteBoolean("use_regex", useRegex);
        writer.WriteEndObject();
    }
}
