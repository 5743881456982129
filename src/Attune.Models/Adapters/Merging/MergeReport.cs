namespace Attune.Models;

/// <summary>How far a merged model is from what the adapter gave, on the probes.</summary>
/// <param name="Tokens">The tokens compared.</param>
/// <param name="LargestLogitDifference">The largest difference of a logit.</param>
/// <param name="MeanDivergence">The mean over the tokens of KL(with the adapter || merged), in nats.</param>
/// <param name="LargestDivergence">The largest of these.</param>
public sealed record MergeReport(int Tokens, double LargestLogitDifference, double MeanDivergence, double LargestDivergence);
