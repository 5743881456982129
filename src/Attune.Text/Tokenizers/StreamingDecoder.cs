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
    private readonly CollectingStage collected = new();
    private readonly DecoderStage first;
    private readonly bool skipSpecialTokens;

    internal StreamingDecoder(Tokenizer tokenizer, Decoder? decoder, bool skipSpecialTokens)
    {
        this.tokenizer = tokenizer;
        this.skipSpecialTokens = skipSpecialTokens;
        first = decoder?.Start(collected) ?? new SpacingStage(collected);
    }

    /// <summary>The text that this token settles: none while a character is incomplete.</summary>
    /// <param name="id">The next token; an id that the vocabulary does not have stands for no text.</param>
    public string Add(int id)
    {
        Take(id);
        return collected.Take();
    }

    /// <summary>Ends the text: what was held back, with U+FFFD for bytes that never became a character.</summary>
    public string Finish()
    {
        first.Finish();
        return collected.Take();
    }

    /// <summary>Adds a token and leaves its text for later.</summary>
    internal void Take(int id)
    {
        if ((skipSpecialTokens && tokenizer.IsSpecial(id)) || tokenizer.IdToToken(id) is not { } token)
            return;
        first.Write(token);
        first.EndPiece();
    }
}
