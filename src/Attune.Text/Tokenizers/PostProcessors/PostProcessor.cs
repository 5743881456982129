using System.Text.Json;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>What is done to the tokens of a whole text: ranges trimmed, special tokens put around.</summary>
internal abstract class PostProcessor
{
    /// <summary>The tokens as they shall be.</summary>
    /// <param name="tokens">The tokens so far; may be changed in place.</param>
    /// <param name="texts">The texts of the tokens.</param>
    /// <param name="addSpecialTokens">Whether special tokens are wanted.</param>
    public abstract TokenBuffer Process(TokenBuffer tokens, TokenTexts texts, bool addSpecialTokens);

    /// <summary>Writes the object that <c>tokenizer.json</c> describes this by.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}
