using Attune.Text.Tokenizers.Decoders;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Decodes tokens as they come. What it returns is final: a character whose UTF-8 bytes are split between tokens comes
/// with the last of them, and all returned texts together are what <see cref="Tokenizer.Decode"/> gives. Not for use
/// from several threads at once.
/// </summary>
public sealed class StreamingDecoder
{
    private readonly Tokenizer tokenizer;
    private readonly DecoderStream stream;
    private readonly bool skipSpecialTokens;

    internal StreamingDecoder(Tokenizer tokenizer, DecoderStream stream, bool skipSpecialTokens)
    {
        this.tokenizer = tokenizer;
        this.stream = stream;
        this.skipSpecialTokens = skipSpecialTokens;
    }

    /// <summary>The text that this token settles: none while a character is incomplete.</summary>
    /// <param name="id">The next token; an id that the vocabulary does not have stands for no text.</param>
    public string Add(int id)
    {
        if (skipSpecialTokens && tokenizer.IsSpecial(id))
            return "";
        return tokenizer.IdToToken(id) is { } token ? stream.Add(token) : "";
    }

    /// <summary>Ends the text: what was held back, with U+FFFD for bytes that never became a character.</summary>
    public string Finish() => stream.Finish();
}
