using System.Text.Json;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>Cuts a text into the pieces that a model splits into tokens.</summary>
internal abstract class PreTokenizer
{
    public abstract void Apply(PreTokenizedText text);

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
