using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>The settings of a WordPiece model, as <c>tokenizer.json</c> names them.</summary>
internal sealed record WordPieceOptions
{
    /// <summary>The token of a piece that cannot be split.</summary>
    public string UnknownToken { get; init; } = "[UNK]";

    /// <summary>Written before tokens that do not start a piece.</summary>
    public string ContinuingPrefix { get; init; } = "##";

    /// <summary>Pieces of more characters (code points) are unknown.</summary>
    public int LongestPiece { get; init; } = 100;

    public static WordPieceOptions Read(DataValue value)
    {
        var options = new WordPieceOptions
        {
            UnknownToken = value.Optional("unk_token")?.AsString() ?? "[UNK]",
            ContinuingPrefix = value.Optional("continuing_subword_prefix")?.AsString() ?? "##",
            LongestPiece = value.Optional("max_input_chars_per_word")?.AsInt32() ?? 100,
        };
        return options.LongestPiece >= 0
            ? options
            : throw TokenizerErrors.Bad(value.Required("max_input_chars_per_word"), "A piece cannot have fewer than 0 characters.");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("unk_token", UnknownToken);
        writer.WriteString("continuing_subword_prefix", ContinuingPrefix);
        writer.WriteNumber("max_input_chars_per_word", LongestPiece);
    }
}
