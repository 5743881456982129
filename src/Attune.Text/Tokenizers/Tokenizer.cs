using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// A tokenizer of the Hugging Face kind (<c>tokenizer.json</c>): text to token ids with their places in the text, and
/// back. Knows nothing of models and chats. Safe to use from several threads.
/// </summary>
public sealed partial class Tokenizer
{
    private readonly TokenizerParts parts;
    private readonly AddedVocabulary added;
    private readonly SplitterPool splitters;

    internal Tokenizer(TokenizerParts parts)
    {
        var special = parts.AddedTokens.Where(token => token.Special).Select(token => token.Id).ToHashSet();
        parts = parts with { Model = parts.Model.Hiding(special) };
        this.parts = parts;
        added = new AddedVocabulary(parts.AddedTokens, parts.Normalizer);
        splitters = new SplitterPool(parts.Model);
        VocabularySize = Math.Max(Vocabulary.IdLimit, added.IdLimit);
    }

    /// <summary>One more than the largest id: the rows that an embedding needs.</summary>
    public int VocabularySize { get; }

    internal TokenizerParts Parts => parts;

    private Vocabulary Vocabulary => parts.Model.Vocabulary;

    /// <summary>Writes <c>tokenizer.json</c>, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AttuneException">ATT4025: it could not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TokenizerFile.Save(parts, path);
    }

    /// <summary>The id of a token as the vocabulary writes it (byte-level: a space is <c>Ġ</c>), or null.</summary>
    public int? TokenToId(string token) =>
        added.TryGet(token, out var found) ? found.Id : Vocabulary.TryGetId(token, out var id) ? id : null;

    /// <summary>The token of an id as the vocabulary writes it, or null where the id is not used.</summary>
    public string? IdToToken(int id) =>
        added.TryGet(id, out var found) ? found.Content : Vocabulary.TryGetToken(id, out var token) ? token : null;

    /// <summary>Whether the token steers the model (<c>&lt;|im_end|&gt;</c>) and stands for no text.</summary>
    public bool IsSpecial(int id) => added.TryGet(id, out var token) && token.Special;

    /// <summary>
    /// The same tokenizer, but merges of its BPE model are left out at random (BPE dropout, arXiv:1910.13267), so that
    /// a text comes in many splits. Decoding is not affected.
    /// </summary>
    /// <param name="random">The randomness; equal seeds give equal splits where texts are encoded one after the other.</param>
    /// <param name="probability">How likely a merge is left out, 0 to 1; null: as the tokenizer's file says.</param>
    /// <exception cref="InvalidOperationException">The model is not BPE, or no probability is known.</exception>
    public Tokenizer WithMergeDropout(Random random, double? probability = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (parts.Model is not BpeModel model)
            throw new InvalidOperationException("Only the merges of a BPE model can be dropped.");
        var dropped = probability ?? model.Options.Dropout
            ?? throw new InvalidOperationException("The tokenizer's file has no dropout; give its probability.");
        ArgumentOutOfRangeException.ThrowIfLessThan(dropped, 0, nameof(probability));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dropped, 1, nameof(probability));
        return new Tokenizer(parts with { Model = model.WithDropout(new MergeDropout(dropped, random)) });
    }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parseSpecialTokens">Whether what spells a special token becomes that token; else it is plain text.</param>
    /// <param name="addSpecialTokens">Whether the post-processor puts its special tokens around (BOS and the like).</param>
    /// <returns>Ids and places; the places as the post-processor trims them (it may leave blanks out).</returns>
    public TokenizedText Encode(string text, bool parseSpecialTokens = true, bool addSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = EncodeParts(text, parseSpecialTokens ? SpecialTokenScope.Everywhere : SpecialTokenScope.Nowhere, new EncodingBuffer());
        return parts.PostProcessor is { } postProcessor
            ? EncodingAssembly.JoinTokens(postProcessor.Process([new EncodingPart(tokens, 0)], addSpecialTokens, this))
            : tokens.ToTokenizedText();
    }

    /// <summary>The tokens of a text, into a buffer that is used again and again.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Where the tokens go, in place of those it holds.</param>
    /// <param name="parseSpecialTokens">Whether what spells a special token becomes that token; else it is plain text.</param>
    /// <param name="addSpecialTokens">Whether the post-processor puts its special tokens around (BOS and the like).</param>
    public void Encode(string text, EncodingBuffer buffer, bool parseSpecialTokens = true, bool addSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(buffer);
        EncodeParts(text, parseSpecialTokens ? SpecialTokenScope.Everywhere : SpecialTokenScope.Nowhere, buffer);
        if (parts.PostProcessor is { } postProcessor)
            buffer.Take(postProcessor.Process([new EncodingPart(buffer.Tokens, 0)], addSpecialTokens, this));
    }

    /// <summary>
    /// The tokens of a rendered conversation. Special tokens are recognised only inside the template's own characters:
    /// content that spells one is plain text. Nothing is added, and places are whole: every character that a token
    /// stands for is in its range.
    /// </summary>
    /// <param name="text">The rendered conversation.</param>
    /// <param name="contentMaySpellSpecialTokens">
    /// Whether what the messages say may spell special tokens as well. Hugging Face's libraries work that way; a user can
    /// then end a turn and speak in another role.
    /// </param>
    public TokenizedText Encode(SpannedText text, bool contentMaySpellSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scope = contentMaySpellSpecialTokens ? SpecialTokenScope.Everywhere : SpecialTokenScope.Template(text);
        return EncodeParts(text.Text, scope, new EncodingBuffer()).ToTokenizedText();
    }

    /// <summary>The text of tokens; ids that the vocabulary does not have stand for nothing.</summary>
    /// <param name="ids">The tokens.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        var collected = new CollectingStage();
        var first = StartDecoding(collected);
        foreach (var id in ids)
        {
            if (WrittenToken(id, skipSpecialTokens) is not { } token)
                continue;
            first.Write(token);
            first.EndPiece();
        }

        first.Finish();
        return collected.Text.ToString();
    }

    /// <summary>Starts decoding a text token by token.</summary>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <param name="before">Tokens that the text already has, and whose own text is not wanted: those of a prompt.</param>
    public StreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens = true, ReadOnlySpan<int> before = default) =>
        new(this, skipSpecialTokens, before);

    /// <summary>Starts a text whose tokens go through the decoder.</summary>
    internal DecoderStage StartDecoding(CollectingStage end) => parts.Decoder?.Start(end) ?? new SpacingStage(end);

    /// <summary>What a token is to the decoder; null where it stands for no text.</summary>
    internal string? WrittenToken(int id, bool skipSpecialTokens) => skipSpecialTokens && IsSpecial(id) ? null : IdToToken(id);

    private TokenBuffer EncodeParts(string text, SpecialTokenScope scope, EncodingBuffer buffer)
    {
        buffer.Tokens.Clear();
        buffer.Tokens.Text = text;
        var original = new AlignedText(text);
        var splitter = splitters.Rent();
        added.SplitOriginal(original, scope, buffer.Parts);
        foreach (var part in buffer.Parts)
        {
            if (part.Token is { } token)
                AddToken(token, original, part, buffer.Tokens);
            else
                EncodeNormalized(original, new Piece(part.Start, part.End), scope, splitter, buffer);
        }

        splitters.Return(splitter);
        return buffer.Tokens;
    }

    private void EncodeNormalized(AlignedText original, Piece range, SpecialTokenScope scope, PieceSplitter splitter, EncodingBuffer buffer)
    {
        var text = original;
        if (parts.Normalizer is { } normalizer && !normalizer.Keeps(text.Text.Slice(range.Start, range.Length)))
        {
            text = normalizer.Normalize(original.Slice(range.Start, range.End, buffer.Texts), buffer.Texts);
            range = new Piece(0, text.Text.Length);
        }

        added.SplitNormalized(text, range, scope, buffer.NormalizedParts);
        foreach (var part in buffer.NormalizedParts)
        {
            if (part.Token is { } token)
                AddToken(token, text, part, buffer.Tokens);
            else
                EncodePlain(text, new Piece(part.Start, part.End), splitter, buffer);
        }
    }

    private static void AddToken(AddedToken token, AlignedText text, TextPart part, TokenBuffer tokens)
    {
        tokens.NextWord();
        tokens.AddAsWritten(token.Id, text, part.Start, part.End);
    }

    private void EncodePlain(AlignedText text, Piece range, PieceSplitter splitter, EncodingBuffer buffer)
    {
        var (pieces, tokens) = (buffer.Pieces, buffer.Tokens);
        pieces.Restart(text, range);
        parts.PreTokenizer?.Apply(pieces);
        var cut = pieces.Text.Text;
        foreach (var piece in pieces.Pieces)
        {
            if (piece.Length == 0)
                continue;
            tokens.NextWord();
            var first = tokens.Count;
            splitter.Split(cut.Slice(piece.Start, piece.Length), pieces.AreBytes, tokens);
            if (parts.Model.UnknownShownAsText is >= 0 and var unknown)
                tokens.MarkAsWritten(unknown, first, pieces.Text, piece.Start);
            foreach (ref var place in tokens.Offsets[first..])
                place = pieces.Text.ToOriginal(piece.Start + place.Start, piece.Start + place.End);
        }
    }
}
