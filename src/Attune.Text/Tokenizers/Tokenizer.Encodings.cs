namespace Attune.Text.Tokenizers;

/// <content>Encodings with all that the field's tools tell: pairs, types, masks, truncation, padding.</content>
public sealed partial class Tokenizer
{
    /// <summary>What the tokenizer's file says about truncation and padding, special tokens around.</summary>
    public EncodingOptions FileOptions => new() { Truncation = parts.Truncation, Padding = parts.Padding };

    /// <summary>The encoding of a text, or of a pair of texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, for models that compare two.</param>
    /// <param name="options">How to encode; null is the default options, which neither cut nor fill up.</param>
    /// <exception cref="AttuneException">ATT4026: the text cannot be cut as the options say.</exception>
    public TokenEncoding EncodePair(string text, string? pair = null, EncodingOptions? options = null) =>
        EncodeBatch([(text, pair)], options)[0];

    /// <summary>The encodings of several texts or pairs, filled up together where the options say so.</summary>
    /// <param name="batch">The texts.</param>
    /// <param name="options">How to encode; null is the default options, which neither cut nor fill up.</param>
    /// <exception cref="AttuneException">ATT4026: a text cannot be cut as the options say.</exception>
    public IReadOnlyList<TokenEncoding> EncodeBatch(IReadOnlyList<(string Text, string? Pair)> batch, EncodingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new EncodingOptions();
        var encodings = batch.Select(item => EncodeWhole(item.Text, item.Pair, options)).ToArray();
        return options.Padding is { } padding && encodings.Length > 0 ? Padding.Apply(encodings, padding) : encodings;
    }

    private TokenEncoding EncodeWhole(string text, string? pair, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scope = options.ParseSpecialTokens ? SpecialTokenScope.Everywhere : SpecialTokenScope.Nowhere;
        List<TokenBuffer> texts = [EncodeParts(text, scope, new EncodingBuffer())];
        if (pair is not null)
            texts.Add(EncodeParts(pair, scope, new EncodingBuffer()));
        var around = options.AddSpecialTokens ? parts.PostProcessor?.CountAdded(pair is not null) ?? 0 : 0;
        List<EncodingPart> encoded = options.Truncation is { } truncation
            ? Truncation.Apply(texts, truncation, around)
            : [.. texts.Select((tokens, index) => new EncodingPart(tokens, index))];
        if (parts.PostProcessor is { } postProcessor)
            encoded = postProcessor.Process(encoded, options.AddSpecialTokens, this);
        return EncodingAssembly.Join(encoded, this);
    }
}
