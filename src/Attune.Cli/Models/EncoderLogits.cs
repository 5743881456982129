using Attune.Models;
using Attune.Tensors;

namespace Attune.Cli.Models;

/// <summary>What the head of an encoder makes of rows of token ids, each row by itself; of one without a head its hidden states.</summary>
internal static class EncoderLogits
{
    /// <param name="model">The model.</param>
    /// <param name="rows">Its token ids, with the special tokens.</param>
    /// <param name="types">The token types of each row, or null.</param>
    /// <param name="writer">Where to. A row of sequence classification is one list of labels, others have a list for each position.</param>
    public static void Write(IEncoderModel model, List<int[]> rows, List<int[]>? types, LogitsWriter writer)
    {
        var perText = model.Configuration.Task == EncoderTask.SequenceClassification;
        using var gradients = Gradients.Off();
        for (var i = 0; i < rows.Count; i++)
        {
            using var scope = model.Backend.BeginScope();
            if (!perText)
                writer.BeginRow();
            if (rows[i].Length > 0)
                WriteRows(Compute(model, rows[i], types?[i]), writer);
            else if (perText)
                writer.Position([]);
            if (!perText)
                writer.EndRow();
        }
    }

    private static Tensor Compute(IEncoderModel model, int[] row, int[]? types)
    {
        var packed = PackedTokens.Pack([row]) with { TokenTypes = types };
        return model.Configuration.Task == EncoderTask.None ? model.Hidden(packed) : model.Logits(packed); // [T, C], [1, K] or [T, K]
    }

    private static void WriteRows(Tensor logits, LogitsWriter writer)
    {
        var width = logits.Shape[1];
        for (var i = 0; i < logits.Shape[0]; i++)
            writer.Position(logits.AsReadOnlySpan().Slice(i * width, width));
    }
}
