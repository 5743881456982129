using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>TemplateProcessing</c>: special tokens around a text, or a pair of texts, as a template says.</summary>
internal sealed class TemplateProcessing : PostProcessor
{
    private readonly IReadOnlyList<TemplatePiece> single;
    private readonly IReadOnlyList<TemplatePiece> pair;
    private readonly IReadOnlyList<TemplateToken> tokens;
    private readonly Dictionary<string, int[]> idsByName;

    public TemplateProcessing(
        IReadOnlyList<TemplatePiece> single, IReadOnlyList<TemplatePiece> pair, IReadOnlyList<TemplateToken> tokens)
    {
        this.single = single;
        this.pair = pair;
        this.tokens = tokens;
        idsByName = tokens.ToDictionary(token => token.Name, token => token.Ids, StringComparer.Ordinal);
    }

    public static TemplateProcessing Read(DataValue value)
    {
        var tokens = value.Required("special_tokens").Properties.Select(entry => TemplateToken.Read(entry.Name, entry.Value)).ToList();
        var single = TemplatePiece.ReadAll(value.Required("single"), isPair: false);
        var pair = TemplatePiece.ReadAll(value.Required("pair"), isPair: true);
        var missing = single.Concat(pair).FirstOrDefault(piece => piece.Sequence is null && tokens.All(token => token.Name != piece.Name));
        if (missing is not null)
            throw TokenizerErrors.Bad(value, $"The special token {DataErrors.Show(missing.Name)} is not among special_tokens.");
        return new TemplateProcessing(single, pair, tokens);
    }

    public override List<EncodingPart> Process(List<EncodingPart> parts, bool addSpecialTokens, Tokenizer tokenizer)
    {
        List<EncodingPart> all = [];
        foreach (var piece in parts.Count > 1 ? pair : single)
        {
            if (piece.Sequence is { } sequence)
                all.Add(parts[sequence].With(piece.TypeId));
            else if (addSpecialTokens)
                all.Add(EncodingPart.Special(piece.TypeId, idsByName[piece.Name]));
        }

        return all;
    }

    public override int CountAdded(bool isPair) =>
        (isPair ? pair : single).Sum(piece => piece.Sequence is null ? idsByName[piece.Name].Length : 0);

    public override PostProcessor Renumbered(Func<string, int> idOf) => new TemplateProcessing(
        single, pair, [.. tokens.Select(token => token with { Ids = [.. token.Tokens.Select(idOf)] })]);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "TemplateProcessing");
        WritePieces(writer, "single", single);
        WritePieces(writer, "pair", pair);
        writer.WriteStartObject("special_tokens");
        foreach (var token in tokens)
            token.Write(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WritePieces(Utf8JsonWriter writer, string name, IReadOnlyList<TemplatePiece> pieces)
    {
        writer.WriteStartArray(name);
        foreach (var piece in pieces)
            piece.Write(writer);
        writer.WriteEndArray();
    }
}
