namespace Attune.Text.Tokenizers;

/// <summary>What a tokenizer's file leaves to its reader.</summary>
public sealed record TokenizerLoadOptions
{
    /// <summary>
    /// How texts are cut before merging, where the file does not say: a name of tiktoken's (<c>cl100k_base</c>,
    /// <c>o200k_base</c>, <c>p50k_base</c>, <c>r50k_base</c>), <c>llama3</c>, <c>qwen</c>, or one that GGUF files use.
    /// </summary>
    /// <value>Default null: as the file's name, its folder's name or the number of its tokens tell.</value>
    public string? Splits { get; init; }
}
