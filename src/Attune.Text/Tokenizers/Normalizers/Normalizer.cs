using System.Text.Json;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>Changes a text before it is cut into pieces.</summary>
internal abstract class Normalizer
{
    /// <summary>Whether a text is certainly left as it is; a cheap look that saves the copy of a part of a text.</summary>
    public virtual bool Keeps(ReadOnlySpan<char> text) => false;

    /// <summary>The text as normalized, the same object where nothing changes; it lives until the buffers are used again.</summary>
    public abstract AlignedText Normalize(AlignedText text, TextBuffers buffers);

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
