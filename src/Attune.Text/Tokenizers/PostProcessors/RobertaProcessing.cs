using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>RobertaProcessing</c>: trims ranges, then puts cls before and sep after.</summary>
internal sealed class RobertaProcessing : PostProcessor
{
    private readonly DataValue source;
    private readonly int cls;
    private readonly int sep;
    private readonly bool trimOffsets;
    private readonly bool addPrefixSpace;

    private RobertaProcessing(DataValue source)
    {
        this.source = source;
        cls = IdOf(source.Required("cls"));
        sep = IdOf(source.Required("sep"));
        trimOffsets = source.Required("trim_offsets").AsBoolean();
        addPrefixSpace = source.Required("add_prefix_space").AsBoolean();
    }

    public static RobertaProcessing Read(DataValue value) => new(value);

    public override TokenBuffer Process(TokenBuffer tokens, TokenTexts texts, bool addSpecialTokens)
    {
        if (trimOffsets)
            OffsetTrimming.Trim(tokens, texts, addPrefixSpace);
        return addSpecialTokens ? SpecialTokens.Surround(tokens, [cls], [sep]) : tokens;
    }

    public override void Write(Utf8JsonWriter writer) => source.WriteTo(writer);

    private static int IdOf(DataValue pair) => pair.Items is [_, var id]
        ? id.AsInt32()
        : throw TokenizerErrors.Bad(pair, "A special token here is a pair of its content and its id.");
}
