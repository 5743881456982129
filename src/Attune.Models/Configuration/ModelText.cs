using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>
/// The text half of a model folder: tokenizer, chat template, special tokens and stop tokens. Needs neither config.json
/// nor weights, and nothing beside the tokenizer itself.
/// </summary>
public sealed record ModelText
{
    /// <summary>The tokenizer.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>The chat template of <c>chat_template.jinja</c>, else of <c>tokenizer_config.json</c>, or null.</summary>
    public string? ChatTemplateSource { get; init; }

    /// <summary>What templates see as <c>bos_token</c>, <c>eos_token</c>, ...: the texts of the special tokens.</summary>
    public IReadOnlyDictionary<string, object?> SpecialTokens { get; init; } = new Dictionary<string, object?>();

    /// <summary>Tokens that end a text: those of generation_config.json and the tokenizer's <c>eos_token</c>.</summary>
    public IReadOnlySet<int> StopTokenIds { get; init; } = new HashSet<int>();

    /// <summary>Opens a tokenizer with what stands beside it, or in the same GGUF file.</summary>
    /// <param name="fileOrFolder">A tokenizer's file, or a folder that holds one.</param>
    /// <exception cref="AttuneException">
    /// ATT4020 to ATT4024: the tokenizer and tokenizer_config.json. ATT4112: generation_config.json cannot be read.
    /// </exception>
    public static ModelText Open(string fileOrFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileOrFolder);
        if (GgufFile.IsGguf(fileOrFolder))
            return GgufText.Open(fileOrFolder);
        var tokenizer = Tokenizer.Load(fileOrFolder);
        var folder = Directory.Exists(fileOrFolder) ? fileOrFolder : Path.GetDirectoryName(Path.GetFullPath(fileOrFolder))!;
        var settings = TokenizerConfig.Load(folder);
        HashSet<int> stops = [.. GenerationDefaults.ReadEndTokens(folder).Where(id => tokenizer.IdToToken(id) is not null)];
        if (settings.EosToken is { } text && tokenizer.TokenToId(text) is { } end)
            stops.Add(end);
        return new ModelText
        {
            Tokenizer = tokenizer,
            ChatTemplateSource = settings.ChatTemplate,
            SpecialTokens = settings.NamedTokens,
            StopTokenIds = stops,
        };
    }
}
