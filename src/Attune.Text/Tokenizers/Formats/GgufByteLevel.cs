using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Byte-level vocabularies for GGUF files.</summary>
internal static class GgufByteLevel
{
    /// <summary>Names that llama.cpp knows too, each for one way of cutting; where several lead to the same tokens, the first is taken.</summary>
    private static readonly string[] Names = ["gpt-2", "llama-bpe", "qwen2", "smollm", "gpt-4o", "deepseek-coder", "falcon", "default"];

    public static GgufVocabulary Of(Tokenizer tokenizer, BpeModel model, int rows)
    {
        var (tokens, kinds) = GgufVocabulary.TokensOf(tokenizer, model, rows);
        var vocabulary = new GgufVocabulary
        {
            Model = "gpt2",
            Tokens = tokens,
            Kinds = kinds,
            Merges = [.. model.AllMerges.Select(merge => $"{tokens[merge.Left]} {tokens[merge.Right]}")],
        };
        var corpus = new GgufCorpus(tokenizer);
        foreach (var name in Names)
        {
            if (corpus.IsCutAlike(Candidate(tokenizer, model, name)))
                return vocabulary with { Splits = name };
        }

        throw TokenizerErrors.NotInGguf($"None of the ways of cutting texts that GGUF files can name ({string.Join(", ", Names)}) leads to its tokens.");
    }

    /// <summary>The tokenizer that a reader of the file would have.</summary>
    private static Tokenizer Candidate(Tokenizer tokenizer, BpeModel model, string name)
    {
        var options = new BpeOptions { IgnoreMerges = name == "llama-bpe" };
        var plain = new BpeModel(model.Vocabulary, model.AllMerges, options);
        return new Tokenizer(ByteLevelParts.Of(plain, KnownSplits.Find(name, ""), tokenizer.Parts.AddedTokens, new TokenizerConfig()));
    }
}
