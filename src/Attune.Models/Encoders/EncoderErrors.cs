namespace Attune.Models;

/// <summary>Mistakes with texts, said the same way by all families.</summary>
internal static class EncoderErrors
{
    /// <summary>ATT4140.</summary>
    public static AttuneException TooLong(int document, int tokens, int limit) => new(
        "ATT4140", $"Text {document} has {tokens} tokens, the model takes {limit}.", "Cut the text, or choose a model with more positions.");
}
