namespace Attune.Models;

/// <summary>Makes tokens that are there already less likely (Keskar and others, 2019): each once, however often it occurs.</summary>
internal static class RepetitionPenalty
{
    public static void Apply(Span<float> logits, IEnumerable<int> seen, double penalty)
    {
        var factor = (float)penalty;
        foreach (var id in seen)
        {
            ref var logit = ref logits[id];
            logit = logit < 0 ? logit * factor : logit / factor;
        }
    }
}
