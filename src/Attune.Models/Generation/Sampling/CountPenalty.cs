namespace Attune.Models;

/// <summary>
/// Makes tokens that the answer has already less likely by what OpenAI's API subtracts from their logits: the presence penalty
/// once, the frequency penalty for each time. Tokens of the prompt do not count.
/// </summary>
internal static class CountPenalty
{
    public static void Apply(Span<float> logits, IReadOnlyDictionary<int, int> counts, double presence, double frequency)
    {
        foreach (var (id, count) in counts)
            logits[id] -= (float)(presence + frequency * count);
    }
}
