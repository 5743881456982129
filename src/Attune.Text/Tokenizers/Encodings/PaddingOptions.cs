using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>How encodings are filled up to one length.</summary>
public sealed record PaddingOptions
{
    private const int Longest = 1 << 24;

    /// <summary>The length to fill up to.</summary>
    /// <value>Default null: that of the batch's longest.</value>
    public int? Length { get; init; }

    /// <summary>The length is raised to a multiple of this.</summary>
    /// <value>Default null: it is not.</value>
    public int? Multiple { get; init; }

    /// <summary>The end that is filled up.</summary>
    /// <value>Default right.</value>
    public TextSide Direction { get; init; }

    /// <summary>The id that fills up.</summary>
    /// <value>Default 0.</value>
    public int Id { get; init; }

    /// <summary>Its type id.</summary>
    /// <value>Default 0.</value>
    public int TypeId { get; init; }

    /// <summary>The token that fills up, as <see cref="TokenEncoding.Tokens"/> has it.</summary>
    /// <value>Default <c>[PAD]</c>.</value>
    public string Token { get; init; } = "[PAD]";

    internal static PaddingOptions Read(DataValue value)
    {
        var strategy = value.Required("strategy");
        var isFixed = strategy.Kind == DataKind.Object;
        if (!isFixed && strategy.AsString() != "BatchLongest")
            throw TokenizerErrors.Bad(strategy, $"The padding strategy {DataErrors.Show(strategy.AsString())} is neither BatchLongest nor a fixed length.");
        var options = new PaddingOptions
        {
            Length = isFixed ? strategy.Required("Fixed").AsInt32() : null,
            Multiple = value.Optional("pad_to_multiple_of")?.AsInt32(),
            Direction = value.Optional("direction")?.AsEnum<TextSide>() ?? default,
            Id = value.Required("pad_id").AsInt32(),
            TypeId = value.Required("pad_type_id").AsInt32(),
            Token = value.Required("pad_token").AsString(),
        };
        if (options.Length is < 0 or > Longest || options.Multiple is < 0 or > Longest)
            throw TokenizerErrors.Bad(value, $"The lengths of padding must be from 0 to {Longest}.");
        return options;
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Length is { } length)
        {
            writer.WriteStartObject("strategy");
            writer.WriteNumber("Fixed", length);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("strategy", "BatchLongest");
        }

        writer.WriteString("direction", Direction.ToString());
        if (Multiple is { } multiple)
            writer.WriteNumber("pad_to_multiple_of", multiple);
        else
            writer.WriteNull("pad_to_multiple_of");
        writer.WriteNumber("pad_id", Id);
        writer.WriteNumber("pad_type_id", TypeId);
        writer.WriteString("pad_token", Token);
        writer.WriteEndObject();
    }
}
