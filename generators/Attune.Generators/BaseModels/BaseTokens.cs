namespace Attune.Generators.BaseModels;

/// <summary>The special tokens of a base model.</summary>
internal sealed class BaseTokens
{
    private static readonly string[] Keys = ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"];

    private readonly Dictionary<int, string> byId = new();
    private readonly object? tokenizer;
    private readonly object? settings;

    /// <param name="tokenizer">tokenizer.json, or its beginning.</param>
    /// <param name="settings">tokenizer_config.json.</param>
    /// <param name="map">special_tokens_map.json.</param>
    public BaseTokens(object? tokenizer, object? settings, object? map)
    {
        this.tokenizer = tokenizer;
        this.settings = settings;
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var key in Keys)
        {
            if ((settings.Token(key) ?? map.Token(key)) is { } token)
                variables[key] = token;
        }

        Variables = variables;
        foreach (var token in tokenizer.List("added_tokens"))
            Add(token.Count("id"), token);
        foreach (var token in settings.Field("added_tokens_decoder") as Dictionary<string, object?> ?? [])
            Add(int.TryParse(token.Key, out var id) ? id : null, token.Value);
    }

    /// <summary>What templates see as <c>bos_token</c>, <c>eos_token</c>, ...</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; }

    /// <summary>Whether the added tokens are known at all.</summary>
    public bool IsKnown => tokenizer.Field("added_tokens") is List<object?>;

    /// <summary>The texts that are one token each.</summary>
    public IReadOnlyCollection<string> Texts => byId.Values;

    public string? Begin => Variables.TryGetValue("bos_token", out var token) ? token as string : null;

    /// <summary>Whether the tokenizer by itself puts the begin token before a text.</summary>
    public bool WantsBegin => Begin is not null && (settings.Flag("add_bos_token") || StartsWithBegin(tokenizer.Field("post_processor")));

    public string? TextOf(int id) => byId.TryGetValue(id, out var text) ? text : null;

    private void Add(int? id, object? token)
    {
        if (id is { } number && token.Text("content") is { } content)
            byId[number] = content;
    }

    private bool StartsWithBegin(object? processor) => processor.Text("type") switch
    {
        "TemplateProcessing" => processor.First("single").Field("SpecialToken").Text("id") == Begin,
        "Sequence" => processor.List("processors").Any(StartsWithBegin),
        _ => false,
    };
}
