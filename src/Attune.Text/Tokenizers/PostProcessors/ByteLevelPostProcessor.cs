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

    public override TokenBuffer Process(TokenBuffer tokens, TokenTexts texts, bool addSpecialTokens)
    {
        if (trimOffsets)
            OffsetTrimming.Trim(tokens, texts, addPrefixSpace);
        return tokens;
    }

    public override void Write(Utf8JsonWriter writer) => ByteLevelOptions.Write(writer, addPrefixSpace, trimOffsets, useRegex);
}
