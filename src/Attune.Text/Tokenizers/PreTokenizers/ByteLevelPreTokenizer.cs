using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>ByteLevel</c>: cuts by GPT-2's pattern (or not at all), and reads pieces as their UTF-8 bytes.</summary>
internal sealed class ByteLevelPreTokenizer(bool addPrefixSpace, bool useRegex, bool trimOffsets = true) : PreTokenizer
{
    /// <summary>The pattern of GPT-2.</summary>
    public const string DefaultPattern =
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private readonly SplitPreTokenizer? split =
        useRegex ? new SplitPreTokenizer(SplitPattern.Parse(DefaultPattern), SplitBehavior.Isolated, inverted: false) : null;

    public static ByteLevelPreTokenizer Read(DataValue value) => new(
        value.Required("add_prefix_space").AsBoolean(),
        value.Optional("use_regex")?.AsBoolean() ?? true,
        value.Required("trim_offsets").AsBoolean());

    public override void Apply(PreTokenizedText text)
    {
        if (addPrefixSpace)
            text.Rewrite(AppendWithPrefix);
        split?.Apply(text);
        text.MarkAsBytes();
    }

    public override void Write(Utf8JsonWriter writer) => ByteLevelOptions.Write(writer, addPrefixSpace, trimOffsets, useRegex);

    private static void AppendWithPrefix(AlignedText text, Piece piece, AlignedText.Builder builder)
    {
        if (piece.Length > 0 && text.Text[piece.Start] != ' ')
            builder.Append(' ', text.OriginalOf(piece.Start));
        builder.AppendRange(text, piece.Start, piece.End);
    }
}
