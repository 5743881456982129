namespace Attune.Models;

/// <summary>What a model wrote.</summary>
/// <param name="TokenIds">The new tokens, the stop token included.</param>
/// <param name="Text">Their text without special tokens, cut before a stop string; empty where there is no tokenizer.</param>
/// <param name="Reason">Why it ends.</param>
public sealed record GenerationResult(int[] TokenIds, string Text, FinishReason Reason);
