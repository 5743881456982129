using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The loss of uneven routing (Fedus and others, 2021), as the reference library computes it: over the tokens of all layers
/// together, E times the sum over experts of the share of tokens that went to it by each of a token's choices, times its mean
/// probability. It is k where experts are used evenly.
/// </summary>
public static class RouterBalance
{
    /// <summary>The loss of a pass, without its weight; gradients flow through the probabilities.</summary>
    /// <param name="trace">What the pass wrote down; it has at least one route.</param>
    /// <exception cref="ArgumentException">Nothing was routed.</exception>
    public static Tensor Loss(ForwardTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Routes.Count == 0)
            throw new ArgumentException("The pass went through no mixture of experts.", nameof(trace));
        var experts = trace.Routes[0].Logits.Shape[1];
        var (counts, tokens) = (new double[experts], 0L);
        foreach (var route in trace.Routes)
        {
            tokens += route.Logits.Shape[0];
            foreach (var expert in route.Experts)
                counts[expert]++;
        }

        // Each token's probability of an expert costs E * (share of tokens there) / tokens.
        var costs = Array.ConvertAll(counts, count => experts * (count / tokens) / tokens);
        var loss = trace.Routes[0].Logits.ExpectedCost(costs);
        for (var i = 1; i < trace.Routes.Count; i++)
            loss = loss.Add(trace.Routes[i].Logits.ExpectedCost(costs));
        return loss;
    }
}
