using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>Which text of a pair is cut.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one, then both alike.</summary>
    LongestFirst,

    /// <summary>The first.</summary>
    OnlyFirst,

    /// <summary>The second.</summary>
    OnlySecond,
}

/// <summary>An end of a text.</summary>
public enum TextSide
{
    /// <summary>The end.</summary>
    Right,

    /// <summary>The start.</summary>
    Left,
}

/// <summary>
/// How texts that are too long are cut; what is cut off is kept as windows (<see cref="TokenEncoding.Overflowing"/>).
/// The whole text is always tokenized; Hugging Face tokenizers since 0.23 stop at the first tokens too many, so that
/// windows over a long text are lost there.
/// </summary>
public sealed record TruncationOptions
{
    /// <summary>The most tokens of an encoding, those that the post-processor puts around included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>How many tokens of a window are repeated in the next.</summary>
    /// <value>Default 0; less than the tokens of text in a window.</value>
    public int Stride { get; init; }

    /// <summary>Which text of a pair is cut.</summary>
    /// <value>Default the longest first.</value>
    public TruncationStrategy Strategy { get; init; }

    /// <summary>The end that is cut off.</summary>
    /// <value>Default right.</value>
    public TextSide Direction { get; init; }

    internal static TruncationOptions Read(DataValue value)
    {
        var options = new TruncationOptions
        {
            MaxLength = value.Required("max_length").AsInt32(),
            Stride = value.Optional("stride")?.AsInt32() ?? 0,
            Strategy = value.Optional("strategy")?.AsEnum<TruncationStrategy>() ?? default,
            Direction = value.Optional("direction")?.AsEnum<TextSide>() ?? default,
        };
        if (options.MaxLength < 0 || options.Stride < 0)
            throw TokenizerErrors.Bad(value, "The lengths of truncation cannot be negative.");
        return options;
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("direction", Direction.ToString());
        writer.WriteNumber("max_length", MaxLength);
        writer.WriteString("strategy", Strategy.ToString());
        writer.WriteNumber("stride", Stride);
        writer.WriteEndObject();
    }
}
