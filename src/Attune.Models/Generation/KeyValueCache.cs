using Attune.Tensors;

namespace Attune.Models;

/// <summary>The keys and values of several sequences: for each layer one matrix [sequences * maxLength, Hkv*D] of each.</summary>
public sealed class KeyValueCache
{
    internal KeyValueCache(Backend backend, ModelConfiguration configuration, int sequences, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequences);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        Sequences = sequences;
        MaxLength = maxLength;
        var shape = new Shape(checked(sequences * maxLength), configuration.KeyValueHeadCount * configuration.HeadDimension);
        Keys = new Tensor[configuration.LayerCount];
        Values = new Tensor[configuration.LayerCount];
        for (var layer = 0; layer < Keys.Length; layer++)
        {
            Keys[layer] = Tensor.Zeros(backend, shape).Keep();
            Values[layer] = Tensor.Zeros(backend, shape).Keep();
        }
    }

    /// <summary>How many sequences have room.</summary>
    public int Sequences { get; }

    /// <summary>The longest sequence, in tokens.</summary>
    public int MaxLength { get; }

    internal Tensor[] Keys { get; }

    internal Tensor[] Values { get; }

    /// <summary>Writes keys and values [n, Hkv*D] at the beginning of a sequence.</summary>
    internal void WriteFirst(int layer, int sequence, Tensor keys, Tensor values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sequence, (uint)Sequences);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Shape[0], MaxLength);
        int[] rows = [.. Enumerable.Range(sequence * MaxLength, keys.Shape[0])];
        Keys[layer].WriteRows(keys, rows);
        Values[layer].WriteRows(values, rows);
    }
}
