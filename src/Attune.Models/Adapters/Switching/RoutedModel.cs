using Attune.Tensors;

namespace Attune.Models;

/// <summary>The base, with the routing told of each pass which sequence each row belongs to.</summary>
internal sealed class RoutedModel(ICausalLanguageModel inner, AdapterRouting routing) : ICausalLanguageModel
{
    public ModelConfiguration Configuration => inner.Configuration;

    public Backend Backend => inner.Backend;

    public IReadOnlyList<Parameter> Parameters => inner.Parameters;

    public IEnumerable<LinearLayer> LinearLayers => inner.LinearLayers;

    public EmbeddingLayer Embedding => inner.Embedding;

    public LinearLayer? HeadLayer => inner.HeadLayer;

    public Tensor Head => inner.Head;

    public LogitTransform LogitTransform => inner.LogitTransform;

    public ForwardTrace? Trace
    {
        get => inner.Trace;
        set => inner.Trace = value;
    }

    public bool CanSharePrefixes => false;

    public ulong? DropoutSeed
    {
        get => inner.DropoutSeed;
        set => inner.DropoutSeed = value;
    }

    /// <inheritdoc/>
    public bool RecomputesLayers
    {
        get => inner.RecomputesLayers;
        set => inner.RecomputesLayers = value;
    }

    public Tensor Hidden(PackedTokens tokens)
    {
        var documents = new int[tokens.TokenIds.Length];
        for (var document = 0; document < tokens.DocumentStarts.Length; document++)
            Array.Fill(documents, document, tokens.DocumentStarts[document], documents.Length - tokens.DocumentStarts[document]);
        routing.Begin(documents);
        return inner.Hidden(tokens);
    }

    public KeyValueCache CreateCache(int sequences, int maxLength) => inner.CreateCache(sequences, maxLength);

    public Tensor HiddenCached(ReadOnlySpan<int> tokenIds, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position, KeyValueCache cache)
    {
        routing.Begin(sequence);
        return inner.HiddenCached(tokenIds, sequence, position, cache);
    }
}
