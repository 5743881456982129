namespace Attune.Models;

/// <summary>
/// Holds a merge to what the adapter gave: on a few tokens, the merged model's logits are the adapter's and not the base's.
/// </summary>
internal sealed class MergeCheck
{
    private const int ProbeLength = 8;

    /// <summary>
    /// Merging rounds each weight once more (2^-24 of it), and sums in another order; deep models raise that to some 1e-5 of
    /// the largest logit. What is below this share cannot be told from rounding.
    /// </summary>
    private const double RoundingShare = 1e-4;

    /// <summary>A merge that is left out is off by the whole change; a right one by less than this part of it.</summary>
    private const double PartOfChange = 1.0 / 256;

    private readonly ICausalLanguageModel _model;
    private readonly int[] _probe;
    private readonly float[] _adapted;
    private readonly float[] _base;

    private MergeCheck(ICausalLanguageModel model, IReadOnlyList<ILoraHost> layers, IReadOnlyList<TokenRows> rows)
    {
        _model = model;
        var (vocabulary, length) = (model.Configuration.VocabularySize, Math.Min(ProbeLength, model.Configuration.MaxPositions));
        _probe = [.. Enumerable.Range(0, length).Select(i => (int)((long)vocabulary * i / length))];
        _adapted = Logits();
        var updates = layers.Select(layer => layer.Lora).ToList();
        foreach (var layer in layers)
            layer.Lora = null;
        foreach (var row in rows)
            row.Detach();
        _base = Logits();
        foreach (var row in rows)
            row.Attach();
        for (var i = 0; i < layers.Count; i++)
            layers[i].Lora = updates[i];
    }

    /// <summary>Before merging: what the adapter gives.</summary>
    /// <exception cref="AttuneException">ATT4158: the same as the base. ATT4159: the matrix to merge into is the head too.</exception>
    public static MergeCheck Before(ICausalLanguageModel model, IReadOnlyList<ILoraHost> layers, IReadOnlyList<TokenRows> rows)
    {
        RequireOwnHead(model, layers);
        var check = new MergeCheck(model, layers, rows);
        if (layers.Count > 0 && check._adapted.AsSpan().SequenceEqual(check._base))
        {
            throw new AttuneException(
                "ATT4158", "The adapter changes nothing: with it the model gives the base's logits, bit for bit.",
                "Look at the training: its loss should have fallen. An adapter that was never trained is detached, not merged.");
        }

        return check;
    }

    /// <summary>Whether an update of the embedding would, merged, change the head as well, which the adapter left alone.</summary>
    /// <exception cref="AttuneException">ATT4159: so it is.</exception>
    public static void RequireOwnHead(ICausalLanguageModel model, IReadOnlyList<ILoraHost> layers)
    {
        if (model.HeadLayer is not null || !layers.Any(layer => layer == model.Embedding))
            return;
        throw new AttuneException(
            "ATT4159", $"{model.Embedding.Name} is also the head of this model (tie_word_embeddings), and a merged update would change both.",
            "Leave embed_tokens out of the targets, or name it in the modules that are trained whole.");
    }

    /// <summary>After merging.</summary>
    /// <exception cref="AttuneException">ATT4157: the merged model is not what the adapter gave.</exception>
    public void After()
    {
        var merged = Logits();
        var (off, change) = (Distance(merged, _adapted), Distance(_base, _adapted));
        if (off <= (RoundingShare * _adapted.Max(Math.Abs)) + (PartOfChange * change))
            return;
        throw new AttuneException(
            "ATT4157",
            FormattableString.Invariant($"The merged model's logits are off by {off:0.###e0} from those with the adapter, which changed the base's by {change:0.###e0}."),
            "Keep the adapter unmerged, and report this: the base weights may have been changed in between.");
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).DefaultIfEmpty(0).Max();

    /// <summary>[8, V], row by row.</summary>
    private float[] Logits()
    {
        using var scope = _model.Backend.BeginScope();
        return _model.Logits(_model.Hidden(PackedTokens.Pack([_probe]))).ToArray();
    }
}
