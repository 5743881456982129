using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Formats;

namespace Attune.Text.Conversations.Comparison;

/// <summary>What the head of a GGUF file makes a server do with a conversation: template, special tokens, vocabulary.</summary>
internal sealed class GgufChat
{
    public const string TemplateKey = "tokenizer.chat_template";
    public const string EndKey = "tokenizer.ggml.eos_token_id";
    public const string TurnEndKey = "tokenizer.ggml.eot_token_id";
    public const string AddsBeginKey = "tokenizer.ggml.add_bos_token";
    private const string BeginKey = "tokenizer.ggml.bos_token_id";

    private readonly GgufMetadata _metadata;
    private readonly IReadOnlyList<string> _tokens;

    private GgufChat(GgufMetadata metadata)
    {
        _metadata = metadata;
        _tokens = metadata.List<string>("tokenizer.ggml.tokens") ?? [];
        TemplateSource = metadata.Text(TemplateKey) is { } source && !string.IsNullOrWhiteSpace(source) ? source : null;
        // SentencePiece vocabularies begin texts unless the file says otherwise, as the reader of vocabularies has it.
        AddsBegin = metadata.Flag(AddsBeginKey) ?? metadata.Text("tokenizer.ggml.model") is "llama";
    }

    public string File => _metadata.File;

    /// <summary>Null where the file has none, or an empty one.</summary>
    public string? TemplateSource { get; }

    /// <summary>Whether a server puts the begin token before every prompt.</summary>
    public bool AddsBegin { get; }

    public string? BeginToken => TokenOf(BeginKey);

    /// <summary>The variables that llama.cpp gives to the file's template.</summary>
    public IReadOnlyDictionary<string, object?> SpecialTokens =>
        new (string Name, string? Token)[] { ("bos_token", BeginToken), ("eos_token", TokenOf(EndKey)) }
        .Where(named => named.Token is not null).ToDictionary(named => named.Name, named => (object?)named.Token, StringComparer.Ordinal);

    /// <exception cref="AttuneException">ATT3001: the file cannot be read. ATT4030: it is damaged, or no GGUF file.</exception>
    public static GgufChat Read(string file)
    {
        try
        {
            return new GgufChat(GgufMetadata.Read(file, "tokenizer."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(file, e);
        }
    }

    /// <summary>The token whose id a key names; null where the file does not have the key, or no token of that id.</summary>
    public string? TokenOf(string key) => _metadata.Number(key) is { } id && id >= 0 && id < _tokens.Count ? _tokens[id] : null;
}
