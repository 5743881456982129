using Attune.Tensors;

namespace Attune.Models;

/// <summary>An encoder of any family with any head.</summary>
internal sealed class Encoder : IEncoderModel
{
    private readonly Backend? _backend;
    private readonly Parameter[] _parameters;
    private readonly IEncoderBody _body;
    private readonly IEncoderHead? _head;
    private readonly DenseTransform? _pooler;

    /// <param name="c">What to build.</param>
    /// <param name="source">Where weights come from.</param>
    /// <param name="backend">Null where only shapes are wanted.</param>
    public Encoder(EncoderConfiguration c, WeightSource source, Backend? backend)
    {
        Configuration = c;
        _backend = backend;
        var (family, task) = EncoderFamilies.Get(c.Architecture);
        _body = family.Build(c, task == EncoderTask.None ? source : source.At(family.Prefix));
        _head = family.HeadOf(task)?.Invoke(c, source, _body);
        if (task == EncoderTask.None && family.HasPooler && c.HasPooler)
            _pooler = PoolerLayer.Create(source, c);
        _parameters = [.. source.Declared.Select(weight => weight.Parameter)];
    }

    public EncoderConfiguration Configuration { get; }

    public Backend Backend => _backend ?? throw new InvalidOperationException("The model was laid out without weights.");

    public IReadOnlyList<Parameter> Parameters => [.. _parameters, .. AdapterHosts.AttachedParameters(this)];

    public IEnumerable<LinearLayer> LinearLayers => _body.LinearLayers;

    public IEnumerable<LinearLayer> HeadLayers => _head?.LinearLayers ?? [];

    public EmbeddingLayer Embedding => _body.Embedding;

    public ulong? DropoutSeed { get; set; }

    public ForwardTrace? Trace { get; set; }

    public Tensor Hidden(PackedTokens tokens) => _body.Hidden(Pass(tokens));

    public Tensor Embed(PackedTokens tokens, Pooling pooling)
    {
        var pass = Pass(tokens);
        return pooling switch
        {
            Pooling.FirstToken => pass.FirstTokens(_body.Hidden(pass)),
            Pooling.Mean => _body.Hidden(pass).DocumentMean(pass.Documents),
            Pooling.MeanNormalized => _body.Hidden(pass).DocumentMean(pass.Documents).L2Normalize(),
            Pooling.Max => _body.Hidden(pass).DocumentMax(pass.Documents),
            Pooling.Pooler => Pooler().Forward(pass.FirstTokens(_body.Hidden(pass))),
            _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "There is no such pooling."),
        };
    }

    public Tensor Logits(PackedTokens tokens)
    {
        if (_head is null)
            throw new InvalidOperationException($"'{Configuration.Architecture}' has no head; load the model with one.");
        var pass = Pass(tokens);
        return _head.Logits(_body.Hidden(pass), pass);
    }

    public Tensor MaskedLanguageLoss(PackedTokens tokens, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser)
    {
        if (_head is not MaskedLanguageHead head)
            throw new InvalidOperationException($"'{Configuration.Architecture}' is no masked language model.");
        return head.Loss(_body.Hidden(Pass(tokens)), rows, targets, normaliser);
    }

    private EncoderPass Pass(PackedTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return new EncoderPass(tokens, DropoutSeed, Trace);
    }

    private DenseTransform Pooler() => _pooler ?? throw new AttuneException(
        "ATT4142", $"This {Configuration.Architecture} has no pooler.", "Pool by the mean or the first token.");
}
