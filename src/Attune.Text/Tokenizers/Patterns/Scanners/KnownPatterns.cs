namespace Attune.Text.Tokenizers.Patterns.Scanners;

/// <summary>Patterns of well-known tokenizers that are matched by hand-written code; a test holds it against the general engine.</summary>
internal static class KnownPatterns
{
    /// <summary>The scanners by the pattern as files write it.</summary>
    public static IReadOnlyDictionary<string, PatternNode> Scanners { get; } = new Dictionary<string, PatternNode>(StringComparer.Ordinal)
    {
        [Gpt2Scanner.Source] = new Gpt2Scanner(),
        [Llama3Scanner.Source] = new Llama3Scanner(numbersTogether: 3),
        [Llama3Scanner.Qwen2Source] = new Llama3Scanner(numbersTogether: 1),
        [O200kScanner.Source] = new O200kScanner(),
    };
}
