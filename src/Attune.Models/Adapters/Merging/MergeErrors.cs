namespace Attune.Models;

/// <summary>Why an adapter is not merged.</summary>
internal static class MergeErrors
{
    /// <summary>What stands against merging into a weight, or null.</summary>
    public static string? ObstacleOf(Parameter weight) => weight.IsStored
        ? $"'{weight.Name}' is kept in fewer bits than the merged sums need, which would be rounded to them"
        : null;

    public static AttuneException Obstacle(IAdapterPart part, string obstacle) => part is LoraEmbeddingUpdate { IsHeadToo: true }
        ? new AttuneException("ATT4159", $"{obstacle}.", "Leave embed_tokens out of the targets, or name it in the modules that are trained whole.")
        : new AttuneException("ATT4180", $"The adapter cannot be merged: {obstacle}.", "Keep it beside its base: it is trained, evaluated and served as it is.");

    public static AttuneException ChangesNothing() => new(
        "ATT4158", "The adapter changes nothing: with it the model gives the base's logits, bit for bit.",
        "Look at the training: its loss should have fallen. An adapter that was never trained is detached, not merged.");

    public static AttuneException IsOff(MergeReport report, double change) => new(
        "ATT4157",
        FormattableString.Invariant($"The merged model's logits are off by {report.LargestLogitDifference:0.###e0} from those with the adapter, which changed the base's by {change:0.###e0}; the divergence is {report.MeanDivergence:0.###e0} nats a token."),
        "Keep the adapter unmerged. In full precision, report this: the base weights may have been changed in between.");
}
