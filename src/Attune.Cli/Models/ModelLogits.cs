using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary>The logits of one row, a stretch of positions at a time.</summary>
internal static class ModelLogits
{
    /// <summary>So many logits are in memory at once, whatever the vocabulary (64 MiB).</summary>
    private const int LogitsAtOnce = 1 << 24;

    public delegate void Receiver(ReadOnlySpan<float> logits);

    /// <param name="model">The model.</param>
    /// <param name="row">Its token ids.</param>
    /// <param name="position">Called for each position in order, with the logits of all tokens.</param>
    public static void Compute(ICausalLanguageModel model, int[] row, Receiver position)
    {
        if (row.Length == 0)
            return;
        using var gradients = Gradients.Off();
        using var scope = model.Backend.BeginScope();
        var hidden = model.Hidden(PackedTokens.Pack([row])); // [T, C]
        var step = Math.Clamp(LogitsAtOnce / model.Head.Shape[0], 1, row.Length);
        for (var start = 0; start < row.Length; start += step)
        {
            using var inner = model.Backend.BeginScope();
            int[] rows = [.. Enumerable.Range(start, Math.Min(step, row.Length - start))];
            var logits = model.Logits(hidden.SelectRows(rows)); // [n, C] -> [n, V]
            for (var i = 0; i < rows.Length; i++)
                position(logits.AsReadOnlySpan().Slice(i * logits.Shape[1], logits.Shape[1]));
        }
    }
}
