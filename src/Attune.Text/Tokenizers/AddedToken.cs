using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>A token that is found in a text as it is, before the model sees the text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">The text it stands for.</param>
internal sealed record AddedToken(int Id, string Content)
{
    /// <summary>Whether it steers the model and is no text: decoding can skip it, and content that spells it can be kept plain.</summary>
    public bool Special { get; init; }

    /// <summary>Whether it is found only between characters that are not of a word.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether it takes the blanks before it.</summary>
    public bool StripLeft { get; init; }

    /// <summary>Whether it takes the blanks after it.</summary>
    public bool StripRight { get; init; }

    /// <summary>Whether it is looked for in the normalized text.</summary>
    public bool Normalized { get; init; }

    public static AddedToken Read(DataValue value) => new(value.Required("id").AsInt32(), value.Required("content").AsString())
    {
        Special = value.Required("special").AsBoolean(),
        SingleWord = value.Required("single_word").AsBoolean(),
        StripLeft = value.Required("lstrip").AsBoolean(),
        StripRight = value.Required("rstrip").AsBoolean(),
        Normalized = value.Required("normalized").AsBoolean(),
    };

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", Id);
        writer.WriteString("content", Content);
        writer.WriteBoolean("single_word", SingleWord);
        writer.WriteBoolean("lstrip", StripLeft);
        writer.WriteBoolean("rstrip", StripRight);
        writer.WriteBoolean("normalized", Normalized);
        writer.WriteBoolean("special", Special);
        writer.WriteEndObject();
    }
}
