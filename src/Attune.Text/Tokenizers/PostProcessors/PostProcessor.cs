using System.Text.Json;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>What is done to the tokens of whole texts: ranges trimmed, special tokens put around.</summary>
internal abstract class PostProcessor
{
    /// <summary>The parts of an encoding as they shall be.</summary>
    /// <param name="parts">A part for each text; may be changed in place.</param>
    /// <param name="addSpecialTokens">Whether special tokens are wanted.</param>
    /// <param name="tokenizer">Knows what tokens are written as.</param>
    public abstract List<EncodingPart> Process(List<EncodingPart> parts, bool addSpecialTokens, Tokenizer tokenizer);

    /// <summary>How many special tokens are put around a text, or a pair of texts.</summary>
    public abstract int CountAdded(bool isPair);

    /// <summary>The same, its special tokens with the ids of another vocabulary.</summary>
    /// <param name="idOf">The id of a token by its content.</param>
    public virtual PostProcessor Renumbered(Func<string, int> idOf) => this;

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
