namespace Attune.Text.Tokenizers;

/// <summary>How a byte-level BPE tokenizer is trained.</summary>
public sealed record BpeTrainerOptions
{
    /// <summary>The number of tokens to reach, special tokens and the 256 bytes included; fewer where the text gives no more.</summary>
    /// <value>Default 8192; at least 1.</value>
    public int VocabularySize { get; init; } = 8192;

    /// <summary>How often a pair must occur to be merged.</summary>
    /// <value>Default 2.</value>
    public int MinFrequency { get; init; } = 2;

    /// <summary>Tokens that steer the model, such as <c>&lt;|im_end|&gt;</c>; they take the first ids.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>Whether all 256 bytes are in the vocabulary, so that every text can be encoded, or only those met.</summary>
    /// <value>Default true.</value>
    public bool AllBytes { get; init; } = true;

    /// <summary>The pattern that texts are cut by before merging, in Oniguruma's syntax; null is GPT-2's.</summary>
    /// <value>Default null.</value>
    public string? SplitPattern { get; init; }

    /// <summary>Whether a space is put before each text that does not start with one.</summary>
    /// <value>Default false.</value>
    public bool AddPrefixSpace { get; init; }
}
