using Attune.Tensors;

namespace Attune.Models;

/// <summary>The largest magnitude of each block: as floats, or as bytes around their mean (double quantization).</summary>
internal sealed class BlockScales
{
    private const int NestedBlock = 256;

    private readonly float[]? _plain;
    private readonly byte[] _codes = [];
    private readonly float[] _nested = [];
    private readonly float _offset;
    private readonly int _block = NestedBlock;
    private readonly CodeTable _table = DynamicMap.Signed;

    public BlockScales(float[] plain) => _plain = plain;

    /// <summary>Scales that were quantized before.</summary>
    /// <param name="codes">A code for each block.</param>
    /// <param name="nested">The largest magnitude of each block of codes.</param>
    /// <param name="offset">The mean, which was subtracted.</param>
    /// <param name="block">Codes in a block.</param>
    /// <param name="table">What codes stand for.</param>
    public BlockScales(byte[] codes, float[] nested, float offset, int block, CodeTable table) =>
        (_codes, _nested, _offset, _block, _table) = (codes, nested, offset, block, table);

    public int Count => _plain?.Length ?? _codes.Length;

    public bool IsDouble => _plain is null;

    public ReadOnlySpan<byte> Codes => _codes;

    public ReadOnlySpan<float> Nested => _nested;

    public float Offset => _offset;

    public long ByteCount => _plain is null ? _codes.Length + (4L * _nested.Length) + 4 : 4L * _plain.Length;

    public float this[int block] => _plain is null ? (_table.Values[_codes[block]] * _nested[block / _block]) + _offset : _plain[block];

    /// <summary>Quantizes scales once more.</summary>
    /// <param name="plain">The scales.</param>
    /// <param name="offset">What to subtract; null: their mean.</param>
    public static BlockScales Double(ReadOnlySpan<float> plain, float? offset = null)
    {
        var mean = offset ?? Mean(plain);
        var around = new float[plain.Length];
        for (var i = 0; i < around.Length; i++)
            around[i] = plain[i] - mean;
        var codes = new byte[plain.Length];
        var nested = new float[Blockwise.BlocksOf(plain.Length, NestedBlock)];
        Blockwise.Quantize(around, NestedBlock, DynamicMap.Signed, codes, nested);
        return new BlockScales(codes, nested, mean, NestedBlock, DynamicMap.Signed);
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return (float)(sum / values.Length);
    }
}
