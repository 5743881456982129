using Attune.Tensors;

namespace Attune.Models;

/// <summary>Queries, keys and values side by side in one matrix.</summary>
/// <param name="layer">The matrix.</param>
/// <param name="query">Where queries stand among its outputs.</param>
/// <param name="key">Where keys stand.</param>
/// <param name="value">Where values stand.</param>
internal sealed class FusedInputs(LinearLayer layer, ColumnLayout query, ColumnLayout key, ColumnLayout value) : IAttentionInputs
{
    public IReadOnlyList<LinearLayer> LinearLayers { get; } = [layer];

    /// <summary>All queries, then all keys, then all values (Phi-3, GPT-2).</summary>
    public static FusedInputs OneAfterTheOther(LinearLayer layer, ModelConfiguration c)
    {
        var (wide, narrow) = (c.HeadCount * c.HeadDimension, c.KeyValueHeadCount * c.HeadDimension);
        return new FusedInputs(layer, ColumnLayout.Range(0, wide), ColumnLayout.Range(wide, narrow), ColumnLayout.Range(wide + narrow, narrow));
    }

    /// <summary>Query, key and value of the first head, then those of the second (GPT-NeoX).</summary>
    public static FusedInputs HeadByHead(LinearLayer layer, ModelConfiguration c)
    {
        var size = c.HeadDimension;
        return new FusedInputs(
            layer, new(0, size, 3 * size, c.HeadCount), new(size, size, 3 * size, c.HeadCount), new(2 * size, size, 3 * size, c.HeadCount));
    }

    public (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor x)
    {
        var all = layer.Forward(x); // [T, (H + 2 Hkv) * D]
        var parts = (all.ColumnBlocks(query), all.ColumnBlocks(key), all.ColumnBlocks(value));
        all.LetGo();
        return parts;
    }
}
