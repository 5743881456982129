using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The losses of encoders' heads, scalars to call <see cref="Tensor.Backward"/> on. A normaliser is what the sum of losses
/// is divided by: the count of the whole batch where that is split into several passes; by default the count of this one.
/// </summary>
public static class EncoderLosses
{
    /// <summary>The label of a token without a loss, as the field writes it.</summary>
    public const int NoLabel = -100;

    /// <summary>Cross-entropy of one right label for each text.</summary>
    /// <param name="model">A sequence classifier.</param>
    /// <param name="tokens">D texts, packed.</param>
    /// <param name="labels">The number of the right label of each.</param>
    /// <param name="normaliser">Default null: D.</param>
    public static Tensor SingleLabelLoss(this IEncoderModel model, PackedTokens tokens, ReadOnlySpan<int> labels, double? normaliser = null)
    {
        var logits = Logits(model, tokens); // [D, K]
        var rows = new int[labels.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        return logits.CrossEntropy(rows, labels, normaliser ?? rows.Length);
    }

    /// <summary>Binary cross-entropy of labels that are each right or not.</summary>
    /// <param name="model">A sequence classifier.</param>
    /// <param name="tokens">D texts, packed.</param>
    /// <param name="targets">[D, K] row-major, 1 where a label is right and 0 where not.</param>
    /// <param name="normaliser">Default null: D K.</param>
    public static Tensor MultiLabelLoss(this IEncoderModel model, PackedTokens tokens, ReadOnlySpan<float> targets, double? normaliser = null) =>
        Logits(model, tokens).BinaryCrossEntropy(targets, normaliser ?? targets.Length);

    /// <summary>The mean squared error of numbers for each text.</summary>
    /// <param name="model">A sequence classifier.</param>
    /// <param name="tokens">D texts, packed.</param>
    /// <param name="targets">[D, K] row-major.</param>
    /// <param name="normaliser">Default null: D K.</param>
    public static Tensor RegressionLoss(this IEncoderModel model, PackedTokens tokens, ReadOnlySpan<float> targets, double? normaliser = null) =>
        Logits(model, tokens).SquaredError(targets, normaliser ?? targets.Length);

    /// <summary>Cross-entropy of one right label for each token.</summary>
    /// <param name="model">A token classifier.</param>
    /// <param name="tokens">T packed tokens.</param>
    /// <param name="labels">The number of the right label of each, <see cref="NoLabel"/> for none.</param>
    /// <param name="normaliser">Default null: the tokens with a label.</param>
    public static Tensor TokenLabelLoss(this IEncoderModel model, PackedTokens tokens, ReadOnlySpan<int> labels, double? normaliser = null)
    {
        var (rows, targets) = Labelled(labels);
        return Logits(model, tokens).CrossEntropy(rows, targets, normaliser ?? rows.Length);
    }

    /// <summary>Cross-entropy of the tokens that stand at masked places.</summary>
    /// <param name="model">A masked language model.</param>
    /// <param name="tokens">T packed tokens, some of them masked.</param>
    /// <param name="labels">The true token at each masked place, <see cref="NoLabel"/> elsewhere.</param>
    /// <param name="normaliser">Default null: the masked places.</param>
    public static Tensor MaskedLanguageLoss(this IEncoderModel model, PackedTokens tokens, ReadOnlySpan<int> labels, double? normaliser = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (rows, targets) = Labelled(labels);
        return model.MaskedLanguageLoss(tokens, rows, targets, normaliser ?? rows.Length);
    }

    private static Tensor Logits(IEncoderModel model, PackedTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Logits(tokens);
    }

    private static (int[] Rows, int[] Targets) Labelled(ReadOnlySpan<int> labels)
    {
        var (rows, targets) = (new List<int>(), new List<int>());
        for (var t = 0; t < labels.Length; t++)
        {
            if (labels[t] == NoLabel)
                continue;
            rows.Add(t);
            targets.Add(labels[t]);
        }

        return ([.. rows], [.. targets]);
    }
}
