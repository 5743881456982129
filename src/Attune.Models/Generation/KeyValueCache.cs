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
}
