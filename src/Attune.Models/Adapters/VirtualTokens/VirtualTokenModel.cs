using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// A model with virtual tokens before its sequences. It asks the model below with longer sequences and leaves the results of
/// virtual tokens out, so that those who train and generate see tokens only. Sequences may have different virtual tokens, or
/// none: a document of a packed pass and a sequence of a cache are known by their number.
/// </summary>
internal sealed class VirtualTokenModel : ICausalLanguageModel
{
    private readonly ICausalLanguageModel _inner;
    private readonly IReadOnlyList<VirtualTokenPart> _parts;
    private readonly Func<int, int> _partOf;

    /// <param name="inner">The model below.</param>
    /// <param name="parts">The virtual tokens there are.</param>
    /// <param name="partOf">Of a document or a sequence, the number of its part; -1: none.</param>
    /// <exception cref="AttuneException">ATT4153: the virtual tokens leave no room.</exception>
    public VirtualTokenModel(ICausalLanguageModel inner, IReadOnlyList<VirtualTokenPart> parts, Func<int, int> partOf)
    {
        (_inner, _parts, _partOf) = (inner, parts, partOf);
        Longest = parts.Max(part => part.Count);
        if (Longest >= inner.Configuration.MaxPositions)
            throw ModuleTargets.Wrong($"{Longest} virtual tokens leave no room in a context of {inner.Configuration.MaxPositions}");
        Configuration = inner.Configuration with { MaxPositions = inner.Configuration.MaxPositions - Longest };
    }

    /// <summary>The most virtual tokens that a sequence has.</summary>
    public int Longest { get; }

    public ModelConfiguration Configuration { get; }

    public Backend Backend => _inner.Backend;

    public IReadOnlyList<Parameter> Parameters => [.. _inner.Parameters, .. _parts.SelectMany(part => part.Trained)];

    public IEnumerable<LinearLayer> LinearLayers => _inner.LinearLayers;

    public EmbeddingLayer Embedding => _inner.Embedding;

    public LinearLayer? HeadLayer => _inner.HeadLayer;

    public Tensor Head => _inner.Head;

    public LogitTransform LogitTransform => _inner.LogitTransform;

    public ForwardTrace? Trace
    {
        get => _inner.Trace;
        set => _inner.Trace = value;
    }

    public bool CanSharePrefixes => false;

    public ulong? DropoutSeed
    {
        get => _inner.DropoutSeed;
        set => _inner.DropoutSeed = value;
    }

    /// <inheritdoc/>
    public bool RecomputesLayers
    {
        get => _inner.RecomputesLayers;
        set => _inner.RecomputesLayers = value;
    }

    public Tensor Hidden(PackedTokens tokens) => HiddenOf(tokens, withVirtual: false);

    public KeyValueCache CreateCache(int sequences, int maxLength) => _inner.CreateCache(sequences, checked(maxLength + Longest));

    public Tensor HiddenCached(ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache)
    {
        using var off = Gradients.Off();
        var longer = new LongerSequences(tokenIds.Length);
        var tables = new VirtualTokenTables(_parts);
        for (var i = 0; i < tokenIds.Length; i++)
        {
            var part = _partOf(sequence[i]);
            if (part >= 0 && position[i] == 0)
            {
                if (_parts[part].PrefixLayers is null)
                    longer.AddVirtual(tables.FirstRow(part), _parts[part].Count, sequence[i]);
                else
                    tables.WritePrefix(part, sequence[i], cache);
            }

            longer.Add(tokenIds[i], position[i] + (part < 0 ? 0 : _parts[part].Count), sequence[i]);
        }

        using var rows = tables.Attach(Embedding, longer.HasVirtual);
        var hidden = _inner.HiddenCached(longer.Ids, longer.Sequences, longer.Positions, cache);
        return longer.HasVirtual ? hidden.SelectRows(longer.Places) : hidden;
    }

    /// <summary>The hidden states of a packed pass, on request with those of virtual tokens, before the others of their document.</summary>
    internal Tensor HiddenOf(PackedTokens tokens, bool withVirtual)
    {
        var longer = new LongerSequences(tokens.TokenIds.Length);
        var tables = new VirtualTokenTables(_parts);
        var starts = new int[tokens.DocumentStarts.Length];
        for (var document = 0; document < starts.Length; document++)
        {
            starts[document] = longer.Count;
            var part = _partOf(document);
            var isPrompt = part >= 0 && _parts[part].PrefixLayers is null;
            if (isPrompt)
                longer.AddVirtual(tables.FirstRow(part), _parts[part].Count, document);
            var end = document + 1 < starts.Length ? tokens.DocumentStarts[document + 1] : tokens.TokenIds.Length;
            for (var i = tokens.DocumentStarts[document]; i < end; i++)
                longer.Add(tokens.TokenIds[i], tokens.Positions[i] + (part < 0 ? 0 : _parts[part].Count), document);
        }

        using var rows = tables.Attach(Embedding, longer.HasVirtual);
        var hidden = _inner.Hidden(new PackedTokens([.. longer.Ids], [.. longer.Positions], starts)
        {
            Prefix = tables.Prefix(starts, longer.Count, document => _partOf(document)),
        });
        return longer.HasVirtual && !withVirtual ? hidden.SelectRows(longer.Places) : hidden;
    }
}
