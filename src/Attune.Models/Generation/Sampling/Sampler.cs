using System.Numerics;

namespace Attune.Models;

/// <summary>
/// Chooses the next token of one sequence. The order is the field's: penalties, temperature, top-k, top-p, min-p,
/// draw. What is drawn depends on the sequence's seed and the token's place in it, and on nothing else that goes on.
/// </summary>
internal sealed class Sampler(GenerationOptions options, ulong seed)
{
    private readonly CounterRandom _random = new(seed, "tokens");

    /// <param name="logits">[V]; left as it is.</param>
    /// <param name="seen">The tokens of prompt and answer, each once.</param>
    /// <param name="counts">How often the answer has each of its tokens.</param>
    /// <param name="place">How many tokens the answer has.</param>
    /// <param name="buffers">Room to work in.</param>
    public int Next(ReadOnlySpan<float> logits, IReadOnlySet<int> seen, IReadOnlyDictionary<int, int> counts, int place, SamplingBuffers buffers)
    {
        if (options is { Temperature: 0, RepetitionPenalty: 1, CountsTokens: false })
            return Largest(logits);
        var work = buffers.Logits.AsSpan(0, logits.Length);
        logits.CopyTo(work);
        if (options.RepetitionPenalty != 1)
            RepetitionPenalty.Apply(work, seen, options.RepetitionPenalty);
        if (options.CountsTokens)
            CountPenalty.Apply(work, counts, options.PresencePenalty, options.FrequencyPenalty);
        if (options.Temperature == 0)
            return Largest(work);
        Temperature.Apply(work, options.Temperature);
        if (options.TopK > 0)
            TopK.Apply(work, options.TopK, buffers.Scratch);
        if (options.TopP < 1)
            TopP.Apply(work, options.TopP, buffers);
        if (options.MinP > 0)
            MinP.Apply(work, options.MinP);
        return Draw(work, _random.Uniform((ulong)place), buffers.Weights);
    }

    /// <summary>The first of the largest.</summary>
    internal static int Largest(ReadOnlySpan<float> logits)
    {
        var largest = logits[0];
        var i = 0;
        if (logits.Length >= Vector<float>.Count)
        {
            var best = new Vector<float>(logits);
            for (; i <= logits.Length - Vector<float>.Count; i += Vector<float>.Count)
                best = Vector.Max(best, new Vector<float>(logits[i..]));
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                largest = Math.Max(largest, best[lane]);
        }

        for (; i < logits.Length; i++)
            largest = Math.Max(largest, logits[i]);
        var at = logits.IndexOf(largest);
        return at >= 0 && !float.IsNaN(largest) ? at : throw NotNumbers();
    }

    private static int Draw(ReadOnlySpan<float> logits, double uniform, double[] weights)
    {
        var target = uniform * Softmax.Weights(logits, weights);
        var last = 0;
        for (var id = 0; id < logits.Length; id++)
        {
            if (weights[id] == 0)
                continue;
            last = id;
            target -= weights[id];
            if (target < 0)
                break;
        }

        return last;
    }

    internal static AttuneException NotNumbers() => new(
        "ATT4162", "The model's output is not a number.", "Its weights are damaged, or training diverged; use an earlier checkpoint.");
}
