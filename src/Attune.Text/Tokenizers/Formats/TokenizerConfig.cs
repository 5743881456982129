using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// What a model folder says about its tokenizer beside the tokenizer itself: <c>tokenizer_config.json</c>, and what
/// <c>special_tokens_map.json</c> and <c>chat_template.jinja</c> say where that is silent. Null is: not said.
/// </summary>
public sealed partial record TokenizerConfig
{
    /// <summary>The name of the class of transformers that the tokenizer was made with.</summary>
    public string? TokenizerClass { get; init; }

    /// <summary>The token that starts a text.</summary>
    public string? BosToken { get; init; }

    /// <summary>The token that ends a text.</summary>
    public string? EosToken { get; init; }

    /// <summary>The token of what the vocabulary does not have.</summary>
    public string? UnkToken { get; init; }

    /// <summary>The token between two texts.</summary>
    public string? SepToken { get; init; }

    /// <summary>The token that fills up.</summary>
    public string? PadToken { get; init; }

    /// <summary>The token whose output stands for a whole text.</summary>
    public string? ClsToken { get; init; }

    /// <summary>The token that hides another.</summary>
    public string? MaskToken { get; init; }

    /// <summary>Special tokens without a role of their own.</summary>
    public IReadOnlyList<string> AdditionalSpecialTokens { get; init; } = [];

    /// <summary>Whether <see cref="BosToken"/> is put before each text.</summary>
    public bool? AddBosToken { get; init; }

    /// <summary>Whether <see cref="EosToken"/> is put after each text.</summary>
    public bool? AddEosToken { get; init; }

    /// <summary>Whether a space is put before each text.</summary>
    public bool? AddPrefixSpace { get; init; }

    /// <summary>Whether spaces before marks go after decoding; see <see cref="CleanUp"/>.</summary>
    public bool? CleanUpTokenizationSpaces { get; init; }

    /// <summary>The most tokens the model takes; null also where the file has the huge number that means none.</summary>
    public int? ModelMaxLength { get; init; }

    /// <summary>The chat templates by name; the one without a name is <c>default</c>.</summary>
    public IReadOnlyDictionary<string, string> ChatTemplates { get; init; } = new Dictionary<string, string>();

    /// <summary>The chat template without a name.</summary>
    public string? ChatTemplate => ChatTemplates.GetValueOrDefault(DefaultTemplate);

    /// <summary>The file that <see cref="ChatTemplate"/> stands in, or null.</summary>
    public string? ChatTemplateFile { get; init; }

    /// <summary>What chat templates see as <c>bos_token</c>, <c>eos_token</c>, ...: the texts of the tokens that are named.</summary>
    public IReadOnlyDictionary<string, object?> NamedTokens => new (string Name, string? Token)[]
    {
        ("bos_token", BosToken), ("eos_token", EosToken), ("unk_token", UnkToken), ("sep_token", SepToken),
        ("pad_token", PadToken), ("cls_token", ClsToken), ("mask_token", MaskToken),
    }.Where(named => named.Token is not null).ToDictionary(named => named.Name, named => (object?)named.Token, StringComparer.Ordinal);

    internal bool? DoLowerCase { get; init; }

    internal bool? StripAccents { get; init; }

    internal bool? TokenizeChineseChars { get; init; }

    /// <summary>False: SentencePiece tokenizers of the Llama kind put their mark before the start of a text only, not after special tokens.</summary>
    internal bool? Legacy { get; init; }

    /// <summary>The tokens of <c>added_tokens_decoder</c>, by id.</summary>
    internal IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Takes the spaces out that lie before marks and English contractions, as transformers does after decoding.</summary>
    /// <param name="decoded">A decoded text.</param>
    public static string CleanUp(string decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        foreach (var mark in (ReadOnlySpan<string>)[".", "?", "!", ","])
            decoded = decoded.Replace(" " + mark, mark, StringComparison.Ordinal);
        decoded = decoded.Replace(" ' ", "'", StringComparison.Ordinal);
        foreach (var ending in (ReadOnlySpan<string>)["n't", "'m", "'s", "'ve", "'re"])
            decoded = decoded.Replace(" " + ending, ending, StringComparison.Ordinal);
        return decoded;
    }

    /// <summary>The added tokens with the special tokens that are named but not listed, as far as a vocabulary has them.</summary>
    internal List<AddedToken> AddedTokensIn(Vocabulary vocabulary)
    {
        List<AddedToken> tokens = [.. AddedTokens];
        string?[] named = [BosToken, EosToken, UnkToken, SepToken, PadToken, ClsToken, MaskToken, .. AdditionalSpecialTokens];
        foreach (var content in named.OfType<string>())
        {
            if (tokens.TrueForAll(token => token.Content != content) && vocabulary.TryGetId(content, out var id))
                tokens.Add(new AddedToken(id, content) { Special = true });
        }

        return tokens;
    }
}
