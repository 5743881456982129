using Attune.Tensors;

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

    private readonly Backend _backend;
    private readonly Func<Tensor> _compute;
    private readonly double _maxDivergence;
    private readonly float[] _adapted;
    private readonly float[] _base;
    private int _width;

    private MergeCheck(Backend backend, Func<Tensor> compute, IReadOnlyList<IAdapterPart> parts, MergeOptions options)
    {
        (_backend, _compute, _maxDivergence) = (backend, compute, options.MaxDivergence);
        _adapted = Logits();
        foreach (var part in parts)
            part.Detach();
        _base = Logits();
        foreach (var part in parts)
            part.Attach();
    }

    /// <summary>Before merging: what the adapter gives.</summary>
    /// <exception cref="AttuneException">ATT4158: the same as the base.</exception>
    public static MergeCheck Before(ICausalLanguageModel model, IReadOnlyList<IAdapterPart> parts, MergeOptions options)
    {
        var probe = Probe(options, model.Configuration.VocabularySize, model.Configuration.MaxPositions);
        return Before(new MergeCheck(model.Backend, () => model.Logits(model.Hidden(probe)), parts, options), parts);
    }

    /// <summary>Before merging: what the adapter makes the head give, or the hidden states of an encoder without one.</summary>
    /// <exception cref="AttuneException">ATT4158: the same as the base.</exception>
    public static MergeCheck Before(IEncoderModel model, IReadOnlyList<IAdapterPart> parts, MergeOptions options)
    {
        var c = model.Configuration;
        // RoBERTa's and MPNet's positions begin behind the padding token's id.
        var probe = Probe(options, c.VocabularySize, Math.Max(1, c.MaxPositions - 1 - (c.PadTokenId ?? 0)));
        return Before(
            new MergeCheck(model.Backend, () => c.Task == EncoderTask.None ? model.Hidden(probe) : model.Logits(probe), parts, options), parts);
    }

    private static MergeCheck Before(MergeCheck check, IReadOnlyList<IAdapterPart> parts)
    {
        if (parts.Any(part => part is not TokenRows) && check._adapted.AsSpan().SequenceEqual(check._base))
            throw MergeErrors.ChangesNothing();
        return check;
    }

    private static PackedTokens Probe(MergeOptions options, int vocabulary, int longest) =>
        PackedTokens.Pack(options.Probes.Count > 0 ? options.Probes : [EvenlySpaced(vocabulary, longest)]);

    /// <summary>After merging.</summary>
    /// <exception cref="AttuneException">ATT4157: the merged model is not what the adapter gave.</exception>
    public MergeReport After()
    {
        var merged = Logits();
        var report = Compare(merged);
        var change = Distance(_base, _adapted);
        var allowed = (RoundingShare * _adapted.Max(Math.Abs)) + (PartOfChange * change);
        if (report.LargestLogitDifference <= allowed && report.MeanDivergence <= _maxDivergence)
            return report;
        throw MergeErrors.IsOff(report, change);
    }

    private MergeReport Compare(float[] merged)
    {
        var (width, sum, largest) = (_width, 0.0, 0.0);
        for (var row = 0; row < merged.Length; row += width)
        {
            var divergence = Divergence.Of(_adapted.AsSpan(row, width), merged.AsSpan(row, width));
            (sum, largest) = (sum + divergence, Math.Max(largest, divergence));
        }

        return new MergeReport(merged.Length / width, Distance(merged, _adapted), sum / (merged.Length / width), largest);
    }

    private static int[] EvenlySpaced(int vocabulary, int longest)
    {
        var length = Math.Min(ProbeLength, longest);
        return [.. Enumerable.Range(0, length).Select(i => (int)((long)vocabulary * i / length))];
    }

    private static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).DefaultIfEmpty(0).Max();

    /// <summary>[T, V], row by row.</summary>
    private float[] Logits()
    {
        using var off = Gradients.Off();
        using var scope = _backend.BeginScope();
        var logits = _compute();
        _width = logits.Shape[1];
        return logits.ToArray();
    }
}
