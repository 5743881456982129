namespace Attune.Models;

/// <summary>Tokens whose rows of one matrix an adapter trains.</summary>
/// <param name="Module">
/// The embedding (<c>embed_tokens</c>) or the head (<c>lm_head</c>) by the end of its path; null is the embedding. A tied
/// head has the embedding's rows, and is not named.
/// </param>
/// <param name="Ids">The tokens, each once, in the order in which their rows are saved.</param>
public sealed record TrainedTokens(string? Module, IReadOnlyList<int> Ids);
