using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>BertProcessing</c>: cls, the text, sep; a second text, sep.</summary>
internal sealed class BertProcessing(SpecialTokenPair sep, SpecialTokenPair cls) : PostProcessor
{
    public static BertProcessing Read(DataValue value) =>
        new(SpecialTokenPair.Read(value.Required("sep")), SpecialTokenPair.Read(value.Required("cls")));

    public override List<EncodingPart> Process(List<EncodingPart> parts, bool addSpecialTokens, Tokenizer tokenizer)
    {
        if (!addSpecialTokens)
            return parts;
        List<EncodingPart> all = [EncodingPart.Special(0, cls.Id)];
        foreach (var part in parts)
        {
            all.Add(part);
            all.Add(EncodingPart.Special(part.Sequence ?? 0, sep.Id));
        }

        return all;
    }

    public override int CountAdded(bool isPair) => isPair ? 3 : 2;

    public override PostProcessor Renumbered(Func<string, int> idOf) => new BertProcessing(sep.Renumbered(idOf), cls.Renumbered(idOf));

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "BertProcessing");
        sep.Write(writer, "sep");
        cls.Write(writer, "cls");
        writer.WriteEndObject();
    }
}
