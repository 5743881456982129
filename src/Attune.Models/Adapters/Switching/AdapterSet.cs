using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Several adapters on one base at once. Each document of a packed pass and each sequence of a cache uses one of them, or
/// none; a row's numbers are those that it would get with its adapter alone. For answering, not for training.
/// </summary>
public sealed class AdapterSet : ICausalLanguageModel
{
    private readonly ICausalLanguageModel _base;
    private readonly List<(string Name, Adapter Adapter)> _adapters = [];
    private readonly AdapterRouting _routing = new();
    private ICausalLanguageModel _model;

    /// <summary>A set without adapters.</summary>
    /// <param name="model">The base, without an adapter of its own.</param>
    public AdapterSet(ICausalLanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (AdapterHosts.IsAttached(model))
            throw new InvalidOperationException("The model has an adapter already; merge or detach it first.");
        _base = _model = model;
    }

    /// <summary>The adapters, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. _adapters.Select(adapter => adapter.Name)];

    /// <inheritdoc/>
    public ModelConfiguration Configuration => _model.Configuration;

    /// <inheritdoc/>
    public Backend Backend => _base.Backend;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters => _base.Parameters;

    /// <inheritdoc/>
    public IEnumerable<LinearLayer> LinearLayers => _base.LinearLayers;

    /// <inheritdoc/>
    public EmbeddingLayer Embedding => _base.Embedding;

    /// <inheritdoc/>
    public LinearLayer? HeadLayer => _base.HeadLayer;

    /// <inheritdoc/>
    public Tensor Head => _base.Head;

    /// <inheritdoc/>
    public LogitTransform LogitTransform => _base.LogitTransform;

    /// <inheritdoc/>
    public ForwardTrace? Trace
    {
        get => _base.Trace;
        set => _base.Trace = value;
    }

    /// <inheritdoc/>
    public bool CanSharePrefixes => false;

    /// <inheritdoc/>
    public ulong? DropoutSeed
    {
        get => _base.DropoutSeed;
        set => _base.DropoutSeed = value;
    }

    /// <inheritdoc/>
    public bool RecomputesLayers
    {
        get => _base.RecomputesLayers;
        set => _base.RecomputesLayers = value;
    }

    /// <summary>Loads one more adapter. Engines and caches made before do not know it.</summary>
    /// <param name="name">What sequences ask for it by.</param>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="AttuneException">What <see cref="Adapter.Load"/> throws. ATT4181: it changes what all rows share.</exception>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_adapters.Exists(adapter => adapter.Name == name))
            throw new ArgumentException($"There is an adapter '{name}' already.", nameof(name));
        Unhook();
        try
        {
            var adapter = Adapter.Load(_base, folder);
            adapter.Detach();
            foreach (var part in adapter.Parts)
                RequireSwitchable(name, part);
            _adapters.Add((name, adapter));
        }
        finally
        {
            Hook();
        }
    }

    /// <summary>Says which adapter a sequence uses from its next pass on; without a word it is the base.</summary>
    /// <param name="sequence">A document's place in a packed pass, or a sequence's in the cache.</param>
    /// <param name="name">The adapter, or null for the base.</param>
    /// <exception cref="AttuneException">ATT4182: there is no such adapter.</exception>
    public void Use(int sequence, string? name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        Require(this, name);
        _routing.Choose(sequence, _adapters.FindIndex(adapter => adapter.Name == name));
    }

    /// <inheritdoc/>
    public Tensor Hidden(PackedTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using var off = Gradients.Off();
        return _model.Hidden(tokens);
    }

    /// <inheritdoc/>
    public KeyValueCache CreateCache(int sequences, int maxLength) => _model.CreateCache(sequences, maxLength);

    /// <inheritdoc/>
    public Tensor HiddenCached(ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache) =>
        _model.HiddenCached(tokenIds, sequence, position, cache);

    /// <summary>Refuses a name that the model has no adapter of.</summary>
    /// <exception cref="AttuneException">ATT4182.</exception>
    internal static void Require(ICausalLanguageModel model, string? name)
    {
        var names = (model as AdapterSet)?.Names ?? [];
        if (name is null || names.Contains(name, StringComparer.Ordinal))
            return;
        throw new AttuneException(
            "ATT4182", $"There is no adapter '{name}'.", names.Count == 0 ? "The model has none: add it first." : $"There are {string.Join(", ", names)}.");
    }

    /// <summary>Gives each layer all updates that there are for it, and the model all virtual tokens.</summary>
    private void Hook()
    {
        var routed = new RoutedModel(_base, _routing);
        foreach (var layer in _base.LinearLayers)
        {
            var updates = _adapters.ConvertAll(adapter => adapter.Adapter.Parts.OfType<ILayerUpdate>().FirstOrDefault(update => update.Layer == layer));
            if (updates.Exists(update => update is not null))
                layer.Update = new SwitchedUpdate(layer, updates, _routing);
        }

        var virtualTokens = _adapters.ConvertAll(adapter => adapter.Adapter.Parts.OfType<VirtualTokenPart>().FirstOrDefault());
        List<VirtualTokenPart> parts = [.. virtualTokens.OfType<VirtualTokenPart>()];
        _model = parts.Count == 0
            ? routed
            : new VirtualTokenModel(routed, parts, sequence => _routing.Of(sequence) is >= 0 and var number && virtualTokens[number] is { } part ? parts.IndexOf(part) : -1);
    }

    private void Unhook()
    {
        foreach (var layer in _base.LinearLayers)
            layer.Update = null;
        _model = _base;
    }

    private void RequireSwitchable(string name, IAdapterPart part)
    {
        if (part is VirtualTokenPart || (part is ILayerUpdate update && update.Layer != _base.HeadLayer))
            return;
        throw new AttuneException(
            "ATT4181", $"The adapter '{name}' changes '{part.Trained[0].Name}', which all rows of a batch share.",
            "Serve it alone or merged, or train it without head, embedding, biases and modules trained whole.");
    }
}
