using Attune.Tensors;
using Attune.Text.Tokenizers;

namespace Attune.Models;

/// <summary>
/// A Hugging Face model folder, opened and checked but without its weights: configuration, tokenizer, chat template and
/// stop tokens. <see cref="LoadModel"/> loads the weights.
/// </summary>
public sealed class BaseModel
{
    private static readonly string[] TextFiles =
    [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja", "generation_config.json",
    ];

    private readonly TokenizerConfig _settings;
    private readonly NewRows? _newRows;

    private BaseModel(string folder, ModelConfiguration configuration, Tokenizer tokenizer, TokenizerConfig settings)
    {
        _settings = settings;
        Folder = folder;
        Configuration = configuration;
        StoredVocabularySize = configuration.VocabularySize;
        Tokenizer = tokenizer;
        ChatTemplateSource = settings.ChatTemplate;
        ChatTemplateFile = settings.ChatTemplateFile;
        SpecialTokens = settings.NamedTokens;
        StopTokenIds = FindStopTokens();
    }

    private BaseModel(BaseModel before, IReadOnlyList<AddedToken> tokens)
        : this(before.Folder, before.Configuration, before.Tokenizer.WithAddedTokens([.. tokens.Select(token => token.Token)]), before._settings)
    {
        _newRows = new NewRows(before.Tokenizer, tokens);
        AddedTokens = tokens;
        Configuration = before.Configuration with { VocabularySize = Math.Max(StoredVocabularySize, Tokenizer.VocabularySize) };
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>What the model is made of.</summary>
    public ModelConfiguration Configuration { get; }

    /// <summary>Its tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The chat template of <c>chat_template.jinja</c>, else of <c>tokenizer_config.json</c>, or null.</summary>
    public string? ChatTemplateSource { get; }

    /// <summary>The file that the chat template stands in, or null.</summary>
    public string? ChatTemplateFile { get; }

    /// <summary>What templates see as <c>bos_token</c>, <c>eos_token</c>, ...: the texts of the special tokens.</summary>
    public IReadOnlyDictionary<string, object?> SpecialTokens { get; }

    /// <summary>Tokens that end a text: those of config.json, of generation_config.json and the tokenizer's <c>eos_token</c>.</summary>
    public IReadOnlySet<int> StopTokenIds { get; }

    /// <summary>Opens a folder.</summary>
    /// <exception cref="AttuneException">
    /// ATT4100: no such folder. ATT4102: a file is missing. ATT4103 to ATT4105: config.json. ATT4020 to ATT4024:
    /// tokenizer.json and tokenizer_config.json. ATT4111: tokenizer and configuration contradict each other. ATT4112:
    /// generation_config.json cannot be read.
    /// </exception>
    public static BaseModel Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var configuration = ModelConfigurationFile.Read(ModelFolder.Require(folder, "config.json"));
        var tokenizerFile = ModelFolder.Require(folder, "tokenizer.json");
        var tokenizer = Tokenizer.Load(tokenizerFile);
        if (tokenizer.VocabularySize > configuration.VocabularySize)
        {
            throw new AttuneException(
                "ATT4111",
                $"The tokenizer has {tokenizer.VocabularySize} tokens, the model only {configuration.VocabularySize}.",
                "Take tokenizer.json and config.json from the same model.",
                tokenizerFile);
        }

        return new BaseModel(folder, configuration, tokenizer, TokenizerConfig.Load(folder));
    }

    /// <summary>The tokens that were added to what the folder has.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; } = [];

    /// <summary>Rows of embedding and head in the folder's weights.</summary>
    public int StoredVocabularySize { get; }

    /// <summary>
    /// The same model with more tokens. Their ids follow the tokenizer's largest. Rows that embedding and head have beyond
    /// the tokenizer's tokens (<c>vocab_size</c> rounded up) are used first; where they do not reach, the matrices get more.
    /// The folder's files stay as they are.
    /// </summary>
    /// <param name="tokens">The tokens, with what their rows start from.</param>
    /// <exception cref="AttuneException">
    /// ATT4170: one is in the vocabulary already. ATT4171: one is empty, or would not be read or written as it is. ATT4176: the
    /// text that a row is to start from has no tokens.
    /// </exception>
    /// <exception cref="InvalidOperationException">Tokens were added before.</exception>
    public BaseModel WithAddedTokens(IReadOnlyList<AddedToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (AddedTokens.Count > 0)
            throw new InvalidOperationException("Tokens were added before; add all at once.");
        return tokens.Count == 0 ? this : new BaseModel(this, tokens);
    }

    /// <summary>Loads the weights, and fills the rows of added tokens.</summary>
    /// <param name="backend">Where to compute.</param>
    /// <param name="frozen">How matrices are kept that are only read from then on; null for floats.</param>
    /// <exception cref="AttuneException">As <see cref="Model.Load(string, Backend)"/>.</exception>
    public ICausalLanguageModel LoadModel(Backend backend, FrozenStorage? frozen = null)
    {
        if (_newRows is null)
            return Model.Load(Folder, backend, frozen);
        var model = Model.Load(Folder, Configuration, StoredVocabularySize, backend, frozen);
        _newRows.Fill(model);
        return model;
    }

    /// <summary>Loads the weights to be read only: those that the folder has as 16-bit floats are kept so, and results are the same.</summary>
    /// <param name="backend">Where to compute.</param>
    /// <exception cref="AttuneException">As <see cref="Model.Load(string, Backend)"/>.</exception>
    public ICausalLanguageModel LoadFrozen(Backend backend) => _newRows is null ? Model.LoadFrozen(Folder, backend) : LoadModel(backend);

    /// <summary>Copies tokenizer, chat template and generation settings beside a model that was tuned from this one; the tokenizer has the added tokens.</summary>
    /// <exception cref="AttuneException">ATT4110: no space, no permission.</exception>
    public void CopyTextFilesTo(string folder)
    {
        ModelFolder.Create(folder);
        foreach (var name in TextFiles)
        {
            var source = Path.Combine(Folder, name);
            if (!File.Exists(source))
                continue;
            if (AddedTokens.Count > 0 && AddedTokensFiles.Write(name, source, Path.Combine(folder, name), Tokenizer, AddedTokens))
                continue;
            AtomicFile.Write(Path.Combine(folder, name), stream =>
            {
                using var input = File.OpenRead(source);
                input.CopyTo(stream);
            });
        }
    }

    private HashSet<int> FindStopTokens()
    {
        HashSet<int> stops = [.. Configuration.EndTokenIds, .. GenerationDefaults.ReadEndTokens(Folder)];
        if (SpecialTokens.GetValueOrDefault("eos_token") is string text && Tokenizer.TokenToId(text) is { } id)
            stops.Add(id);
        return stops;
    }
}
