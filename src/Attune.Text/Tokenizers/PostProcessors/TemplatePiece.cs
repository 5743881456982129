using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>A piece of a template: a text (0 or 1), or a special token by its name.</summary>
internal sealed record TemplatePiece(int? Sequence, string Name, int TypeId)
{
    public static List<TemplatePiece> ReadAll(DataValue template, bool isPair)
    {
        List<TemplatePiece> pieces = [.. template.Items.Select(Read)];
        foreach (var sequence in isPair ? [0, 1] : (int[])[0])
        {
            if (pieces.All(piece => piece.Sequence != sequence))
                throw TokenizerErrors.Bad(template, $"The template must contain the sequence {NameOf(sequence)}.");
        }

        if (!isPair && pieces.Any(piece => piece.Sequence == 1))
            throw TokenizerErrors.Bad(template, "The template of a single text has the sequence B.");
        return pieces;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(Sequence is null ? "SpecialToken" : "Sequence");
        writer.WriteString("id", Name);
        writer.WriteNumber("type_id", TypeId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static TemplatePiece Read(DataValue value)
    {
        if (value.Optional("Sequence") is not { } text)
        {
            var token = value.Required("SpecialToken");
            return new TemplatePiece(null, token.Required("id").AsString(), token.Required("type_id").AsInt32());
        }

        var name = text.Required("id");
        var sequence = name.AsString() switch { "A" => 0, "B" => 1, _ => -1 };
        return sequence >= 0
            ? new TemplatePiece(sequence, name.AsString(), text.Required("type_id").AsInt32())
            : throw TokenizerErrors.Bad(name, $"A sequence is A or B, not {DataErrors.Show(name.AsString())}.");
    }

    private static string NameOf(int sequence) => sequence == 0 ? "A" : "B";
}
