using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Normalizers.Unicode;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>StripAccents</c>: marks out; letters that hold their mark must be decomposed before.</summary>
internal sealed class StripAccentsNormalizer : Normalizer
{
    private static readonly Lazy<CodePointSet> Loaded = new(() => UnicodeRanges.ReadSet("accents.txt"));
    private readonly CodePointSet accents = Loaded.Value;

    public static StripAccentsNormalizer Read(DataValue value) => new();

    public override bool Keeps(ReadOnlySpan<char> text) => System.Text.Ascii.IsValid(text);

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers) => text.Without(accents, buffers);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "StripAccents");
        writer.WriteEndObject();
    }
}
