using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// What the tokens of one forward pass may look at. The layers are the same for training and for generation; only this
/// differs: packed documents, or a cache of earlier keys and values.
/// </summary>
internal abstract class AttentionContext(int[] positions)
{
    private readonly List<(Rotation Rotation, RotaryTable Table, int[] Rows)> _rotaryRows = [];

    /// <summary>The place of each token in its own document, from 0.</summary>
    public int[] Positions => positions;

    /// <summary>What layers write down beside their results, or null.</summary>
    public ForwardTrace? Trace { get; init; }

    /// <summary>The length of each token's document or sequence, as far as this pass reaches.</summary>
    public abstract int[] SequenceLengths();

    /// <summary>Attention of q [T, H*D] over the keys and values [T, Hkv*D] of one layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="shape">Heads, and what happens to scores.</param>
    public abstract Tensor Attend(int layer, Tensor q, Tensor k, Tensor v, AttentionShape shape);

    /// <summary>Where a rotary embedding finds its angles; all layers of a pass share the answer.</summary>
    public (RotaryTable Table, int[] Rows) RotaryRows(Rotation rotation)
    {
        foreach (var known in _rotaryRows)
        {
            if (known.Rotation == rotation)
                return (known.Table, known.Rows);
        }

        var (table, rows) = rotation.RowsOf(this);
        _rotaryRows.Add((rotation, table, rows));
        return (table, rows);
    }
}

/// <summary>What is the same for all tokens of a layer.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key and value heads.</param>
/// <param name="Scale">Multiplies the scores.</param>
/// <param name="SoftCap">Bounds the scores, or null.</param>
/// <param name="Window">Tokens that a query sees, itself included, or null for all.</param>
internal sealed record AttentionShape(int Heads, int KeyValueHeads, float Scale, double? SoftCap, int? Window);
