using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Attune.Text.Tokenizers.Normalizers;

namespace Attune.Text.Tokenizers;

/// <summary>The added tokens of a tokenizer, found by id and content, and in texts.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<int, AddedToken> byId = [];
    private readonly Dictionary<string, AddedToken> byContent = new(StringComparer.Ordinal);
    private readonly AddedTokenMatcher inText;
    private readonly AddedTokenMatcher inNormalized;

    public AddedVocabulary(IReadOnlyList<AddedToken> tokens, Normalizer? normalizer)
    {
        Tokens = tokens;
        foreach (var token in tokens)
        {
            byId[token.Id] = token;
            byContent[token.Content] = token;
        }

        var buffers = new TextBuffers();
        inText = new AddedTokenMatcher(tokens.Where(token => !token.Normalized).Select(token => (token.Content, token)));
        inNormalized = new AddedTokenMatcher(tokens.Where(token => token.Normalized).Select(token =>
            (normalizer is null ? token.Content : normalizer.Normalize(new AlignedText(token.Content), buffers).Text.ToString(), token)));
    }

    public IReadOnlyList<AddedToken> Tokens { get; }

    public int IdLimit => byId.Count == 0 ? 0 : byId.Keys.Max() + 1;

    public bool TryGet(int id, [NotNullWhen(true)] out AddedToken? token) => byId.TryGetValue(id, out token);

    public bool TryGet(string content, [NotNullWhen(true)] out AddedToken? token) => byContent.TryGetValue(content, out token);

    /// <summary>The parts of the original text: tokens that are found as written, and what lies between.</summary>
    public void SplitOriginal(AlignedText text, SpecialTokenScope scope, List<TextPart> parts)
    {
        parts.Clear();
        inText.Split(text, new Piece(0, text.Text.Length), scope, parts);
    }

    /// <summary>The parts of a range of a normalized text.</summary>
    public void SplitNormalized(AlignedText text, Piece range, SpecialTokenScope scope, List<TextPart> parts)
    {
        parts.Clear();
        inNormalized.Split(text, range, scope, parts);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("added_tokens");
        foreach (var token in Tokens.OrderBy(token => token.Id))
            token.Write(writer);
        writer.WriteEndArray();
    }
}
