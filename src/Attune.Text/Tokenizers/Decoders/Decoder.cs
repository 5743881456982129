using System.Text.Json;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>Makes a text of tokens.</summary>
internal abstract class Decoder
{
    /// <summary>Starts a text: a stage that passes what it makes to <paramref name="next"/>.</summary>
    public abstract DecoderStage Start(DecoderStage next);

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
