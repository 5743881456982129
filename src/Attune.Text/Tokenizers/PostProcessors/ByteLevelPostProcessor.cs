using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>ByteLevel</c>: trims ranges, or does nothing.</summary>
internal sealed class ByteLevelPostProcessor(bool addPrefixSpace, bool trimOffsets, bool useRegex) : PostProcessor
{
    public static ByteLevelPostProcessor Read(DataValue value) => new(
        value.Required("add_prefix_space").AsBoolean(),
        value.Required("trim_offsets").AsBoolean(),
        value.Optional("use_regex")?.AsBoolean() ?? true);

    public override List<EncodingPart> Process(List<EncodingPart> parts, bool addSpecialTokens, Tokenizer tokenizer)
    {
        if (trimOffsets)
            OffsetTrimming.Trim(parts, addPrefixSpace, tokenizer);
        return parts;
    }

    public override int CountAdded(bool isPair) => 0;

    public override void Write(Utf8JsonWriter writer) => ByteLevelOptions.Write(writer, addPrefixSpace, trimOffsets, useRegex);
}
