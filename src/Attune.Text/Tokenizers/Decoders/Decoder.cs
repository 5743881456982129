using System.Text.Json;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>Makes a text of tokens.</summary>
internal abstract class Decoder
{
    /// <summary>Starts a text; decoding whole is streaming to the end.</summary>
    public abstract DecoderStream Start();

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}

/// <summary>A text that is being decoded: what it gives out never changes later.</summary>
internal abstract class DecoderStream
{
    /// <summary>The text that this token settles, which may be none, or more than its own.</summary>
    public abstract string Add(string token);

    /// <summary>The text that was held back.</summary>
    public abstract string Finish();
}
