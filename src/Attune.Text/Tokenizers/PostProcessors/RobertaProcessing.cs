using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>RobertaProcessing</c>: trims ranges; cls, the text, sep; sep, a second text, sep. All are of type 0.</summary>
internal sealed class RobertaProcessing(SpecialTokenPair sep, SpecialTokenPair cls, bool trimOffsets, bool addPrefixSpace) : PostProcessor
{
    public static RobertaProcessing Read(DataValue value) => new(
        SpecialTokenPair.Read(value.Required("sep")),
        SpecialTokenPair.Read(value.Required("cls")),
        value.Required("trim_offsets").AsBoolean(),
        value.Required("add_prefix_space").AsBoolean());

    public override List<EncodingPart> Process(List<EncodingPart> parts, bool addSpecialTokens, Tokenizer tokenizer)
    {
        if (trimOffsets)
            OffsetTrimming.Trim(parts, addPrefixSpace, tokenizer);
        List<EncodingPart> all = [];
        foreach (var part in parts)
        {
            part.TypeId = 0;
            if (addSpecialTokens)
                all.Add(EncodingPart.Special(0, all.Count == 0 ? cls.Id : sep.Id));
            all.Add(part);
            if (addSpecialTokens)
                all.Add(EncodingPart.Special(0, sep.Id));
        }

        return all;
    }

    public override int CountAdded(bool isPair) => isPair ? 4 : 2;

    public override PostProcessor Renumbered(Func<string, int> idOf) =>
        new RobertaProcessing(sep.Renumbered(idOf), cls.Renumbered(idOf), trimOffsets, addPrefixSpace);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "RobertaProcessing");
        sep.Write(writer, "sep");
        cls.Write(writer, "cls");
        writer.WriteBoolean("trim_offsets", trimOffsets);
        writer.WriteBoolean("add_prefix_space", addPrefixSpace);
        writer.WriteEndObject();
    }
}
