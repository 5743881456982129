using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// A mixture of experts (Shazeer and others, 2017): a router sends each token to few of them, and their results are added,
/// weighted by the router's probabilities. One more expert may see every token, through a gate of its own (Qwen 2 MoE).
/// </summary>
internal sealed class MixtureMlp : IMlp
{
    private readonly MixtureOptions _options;
    private readonly Parameter _router;
    private readonly GatedMlp[] _experts;
    private readonly GatedMlp? _shared;
    private readonly LinearLayer? _sharedGate;

    /// <param name="source">Where weights come from.</param>
    /// <param name="c">The model.</param>
    /// <param name="names">The names of an expert's matrices.</param>
    public MixtureMlp(WeightSource source, ModelConfiguration c, GatedMlpNames names)
    {
        _options = c.Mixture!;
        _router = source.At("gate").Declare("weight", new Shape(_options.Experts, c.HiddenSize), WeightInitializer.Normal);
        _experts = [.. Enumerable.Range(0, _options.Experts).Select(
            expert => new GatedMlp(
                source.At("experts").At(expert), c, _options.ExpertSize, names, (double)_options.ExpertsPerToken / _options.Experts))];
        if (_options.SharedExpertSize is not { } width)
            return;
        _shared = new GatedMlp(source.At("shared_expert"), c, width, GatedMlpNames.Common);
        _sharedGate = new LinearLayer(source.At("shared_expert_gate"), c.HiddenSize, 1, bias: false);
    }

    /// <summary>The matrices of all experts; the router is not among them.</summary>
    public IEnumerable<LinearLayer> LinearLayers =>
        _experts.SelectMany(expert => expert.LinearLayers).Concat(_shared?.LinearLayers ?? []).Concat(_sharedGate is null ? [] : [_sharedGate]);

    public Tensor Forward(Tensor x, AttentionContext context)
    {
        var logits = x.Linear(_router.Value); // [T, C] [E, C]^T -> [T, E]
        var (weights, chosen) = logits.TopExperts(_options.ExpertsPerToken, _options.NormalizesWeights); // [T, k]
        context.Trace?.Routes.Add(new RouterTrace(logits, chosen));
        var y = Tensor.Zeros(x.Backend, x.Shape);
        for (var expert = 0; expert < _experts.Length; expert++)
        {
            var (tokens, picks) = TokensOf(expert, chosen);
            if (tokens.Length > 0)
                y = y.AddWeightedRows(_experts[expert].Forward(x.SelectRows(tokens), context), weights, tokens, picks); // [n, C]
        }

        return _shared is null ? y : AddShared(y, x, context);
    }

    private Tensor AddShared(Tensor y, Tensor x, AttentionContext context)
    {
        var gate = _sharedGate!.Forward(x).Activate(Activation.Sigmoid); // [T, 1]
        int[] all = [.. Enumerable.Range(0, x.Shape[0])];
        return y.AddWeightedRows(_shared!.Forward(x, context), gate, all, all);
    }

    /// <summary>The tokens that an expert was chosen for, rising, and the places of its weights.</summary>
    private (int[] Tokens, int[] Picks) TokensOf(int expert, int[] chosen)
    {
        var (tokens, picks) = (new List<int>(), new List<int>());
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] != expert)
                continue;
            tokens.Add(i / _options.ExpertsPerToken);
            picks.Add(i);
        }

        return ([.. tokens], [.. picks]);
    }
}
