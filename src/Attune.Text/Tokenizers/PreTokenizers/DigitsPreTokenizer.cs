using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>Digits</c>: cuts numbers from the rest, whole or digit by digit.</summary>
internal sealed class DigitsPreTokenizer(bool individual) : PreTokenizer
{
    /// <summary>This part knows Unicode 17's digits, which split patterns do not.</summary>
    private const string Numbers = @"[\p{N}\x{11DE0}-\x{11DE9}\x{16FF4}-\x{16FF6}]";

    private readonly SplitPreTokenizer split = new(
        SplitPattern.Parse(Numbers), individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous, inverted: false);

    public static DigitsPreTokenizer Read(DataValue value) => new(value.Required("individual_digits").AsBoolean());

    public override void Apply(PreTokenizedText text) => split.Apply(text);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Digits");
        writer.WriteBoolean("individual_digits", individual);
        writer.WriteEndObject();
    }
}
