namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// How published byte-level tokenizers cut a text, for files that do not say it themselves: by the names that tiktoken
/// gives its encodings and GGUF files give in <c>tokenizer.ggml.pre</c>. Several patterns cut one after the other.
/// </summary>
internal static class KnownSplits
{
    private const string Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)";

    private const string Gpt2 = Words + @"|\s+";

    private const string Cl100k =
        @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";

    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?" +
        @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?" +
        @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Qwen2 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Marks = @"[\p{P}\$\+<=>\^~\|`]+";

    private const string Chinese = @"[\x{4E00}-\x{9FA5}\x{0800}-\x{4E00}\x{AC00}-\x{D7FF}]+";

    private static readonly Dictionary<string, string[]> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gpt2"] = [Gpt2],
        ["gpt-2"] = [Gpt2],
        ["r50k_base"] = [Gpt2],
        ["p50k_base"] = [Gpt2],
        ["p50k_edit"] = [Gpt2],
        ["cl100k_base"] = [Cl100k],
        ["o200k_base"] = [O200k],
        ["o200k_harmony"] = [O200k],
        ["gpt-4o"] = [O200k],
        ["llama3"] = [Llama3],
        ["llama-bpe"] = [Llama3],
        ["llama-v3"] = [Llama3],
        ["dbrx"] = [Llama3],
        ["smaug-bpe"] = [Llama3],
        ["qwen"] = [Qwen2],
        ["qwen2"] = [Qwen2],
        ["stablelm2"] = [Qwen2],
        ["deepseek-r1-qwen"] = [Qwen2],
        ["mpt"] = [Gpt2],
        ["olmo"] = [Gpt2],
        ["jais"] = [Gpt2],
        ["phi-2"] = [Gpt2],
        ["roberta-bpe"] = [Gpt2],
        ["starcoder"] = [@"\p{N}", Gpt2],
        ["refact"] = [@"\p{N}", Gpt2],
        ["command-r"] = [@"\p{N}", Gpt2],
        ["smollm"] = [@"\p{N}", Gpt2],
        ["codeshell"] = [@"\p{N}", Gpt2],
        ["falcon"] = [Marks, Gpt2, "[0-9][0-9][0-9]"],
        ["deepseek-coder"] = [@"[\r\n]", @"\s?\p{L}+", @"\s?\p{P}+", Chinese, @"\p{N}"],
        ["default"] = [Marks, Gpt2, @"\p{N}+", "[0-9][0-9][0-9]"],
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool IsKnown(string name) => ByName.ContainsKey(name);

    /// <summary>The patterns of a name.</summary>
    /// <exception cref="AttuneException">ATT4029: the name is not known.</exception>
    public static IReadOnlyList<string> Find(string name, string file) => ByName.TryGetValue(name, out var patterns)
        ? patterns
        : throw new AttuneException(
            TokenizerErrors.UnknownSplit, $"There is no way of cutting texts named '{name}'.",
            $"Known are {string.Join(", ", Names)}.", file);
}
