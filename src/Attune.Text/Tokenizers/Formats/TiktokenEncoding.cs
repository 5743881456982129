namespace Attune.Text.Tokenizers.Formats;

/// <summary>A published encoding of tiktoken's kind: what its rank file leaves out.</summary>
/// <param name="Name">Its name, which is one of <see cref="KnownSplits"/> too.</param>
/// <param name="Ranks">How many tokens its rank file has.</param>
/// <param name="Special">Its special tokens, each at an id of its own or, where that is -1, after the one before.</param>
internal sealed record TiktokenEncoding(string Name, int Ranks, IReadOnlyList<(string Content, int Id)> Special)
{
    private static readonly (string, int) EndOfText = ("<|endoftext|>", 50256);

    private static readonly TiktokenEncoding[] All =
    [
        new("gpt2", 50256, [EndOfText]),
        new("r50k_base", 50256, [EndOfText]),
        new("p50k_edit", 50280, [EndOfText, ("<|fim_prefix|>", 50281), ("<|fim_middle|>", 50282), ("<|fim_suffix|>", 50283)]),
        new("p50k_base", 50280, [EndOfText]),
        new("cl100k_base", 100256,
        [
            ("<|endoftext|>", 100257), ("<|fim_prefix|>", 100258), ("<|fim_middle|>", 100259), ("<|fim_suffix|>", 100260),
            ("<|endofprompt|>", 100276),
        ]),
        new("o200k_base", 199998, [("<|endoftext|>", 199999), ("<|endofprompt|>", 200018)]),
        new("llama3", 128000, [.. Llama3Tokens()]),
        new("qwen", 151643,
        [
            ("<|endoftext|>", 151643), ("<|im_start|>", 151644), ("<|im_end|>", 151645),
            .. Enumerable.Range(0, 205).Select(i => ($"<|extra_{i}|>", 151646 + i)),
        ]),
    ];

    /// <summary>Whether texts are composed (NFC) first.</summary>
    public bool ComposesCharacters => Name == "qwen";

    public IEnumerable<AddedToken> SpecialTokens(int idLimit) =>
        Special.Where(token => token.Id >= idLimit || Ranks != idLimit)
            .Select(token => new AddedToken(token.Id, token.Content) { Special = true });

    /// <summary>The encoding that a caller names, else that the file's or its folder's name holds, else of as many ranks.</summary>
    public static TiktokenEncoding Find(string? name, string file, int ranks)
    {
        if (name is not null)
            return All.FirstOrDefault(encoding => Same(encoding.Name, name)) ?? new TiktokenEncoding(name, ranks, []);
        var full = Path.GetFullPath(file);
        string[] places = [Path.GetFileName(full), Path.GetFileName(Path.GetDirectoryName(full)) ?? ""];
        var found = places.SelectMany(place => All.Where(encoding => Holds(place, encoding.Name))).FirstOrDefault()
            ?? Array.Find(All, encoding => encoding.Ranks == ranks);
        return found ?? throw new AttuneException(
            TokenizerErrors.UnknownSplit, $"A rank file does not say how texts are cut, and neither its name nor its {ranks} ranks tell.",
            $"Name the encoding: {string.Join(", ", All.Select(encoding => encoding.Name))}, or another of {string.Join(", ", KnownSplits.Names)}.", file);
    }

    private static bool Holds(string place, string name) => place.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string, int)> Llama3Tokens()
    {
        string[] named =
        [
            "<|begin_of_text|>", "<|end_of_text|>", "<|reserved_special_token_0|>", "<|reserved_special_token_1|>",
            "<|finetune_right_pad_id|>", "<|step_id|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", "<|eot_id|>",
            "<|python_tag|>", "<|image|>",
        ];
        for (var i = 0; i < 256; i++)
            yield return (i < named.Length ? named[i] : $"<|reserved_special_token_{i - named.Length + 2}|>", 128000 + i);
    }
}
