namespace Attune.Models;

/// <summary>
/// How the matrices of a GGUF file are stored; vectors always are float32. The mixed kinds give more bits to the matrices that
/// suffer most, by the rules of llama.cpp's quantizer.
/// </summary>
public sealed class GgufStorage
{
    private readonly BlockFormat _format, _finer;
    private readonly bool _mixed;

    private GgufStorage(string name, uint fileType, BlockFormat format, BlockFormat? finer = null, bool mixed = false)
    {
        (Name, FileType, _format, _finer, _mixed) = (name, fileType, format, finer ?? format, mixed);
    }

    /// <summary>All kinds that can be written.</summary>
    public static IReadOnlyList<GgufStorage> All { get; } =
    [
        new("F32", 0, PlainBlocks.Float32),
        new("F16", 1, PlainBlocks.Float16),
        new("BF16", 32, PlainBlocks.BFloat16),
        new("Q8_0", 7, Q8Zero.Format),
        new("Q6_K", 18, Q6K.Format),
        new("Q5_K_M", 17, Q5K.Format, Q6K.Format, mixed: true),
        new("Q5_K", 16, Q5K.Format, Q6K.Format),
        new("Q5_1", 9, Q5One.Format, Q6K.Format),
        new("Q5_0", 8, Q5Zero.Format, Q6K.Format),
        new("Q4_K_M", 15, Q4K.Format, Q6K.Format, mixed: true),
        new("Q4_K", 14, Q4K.Format, Q6K.Format),
        new("Q4_1", 3, Q4One.Format, Q6K.Format),
        new("Q4_0", 2, Q4Zero.Format, Q6K.Format),
    ];

    /// <summary>The name, such as <c>Q4_K_M</c>.</summary>
    public string Name { get; }

    /// <summary>The number in <c>general.file_type</c>.</summary>
    internal uint FileType { get; }

    /// <summary>Finds a kind by its name in any case; null where there is none.</summary>
    public static GgufStorage? Find(string name) => All.FirstOrDefault(storage => storage.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The format of a tensor.</summary>
    /// <param name="tensor">Its name in the file.</param>
    /// <param name="dimensions">Its dimensions.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="c">The model.</param>
    internal BlockFormat FormatOf(string tensor, IReadOnlyList<long> dimensions, int layer, ModelConfiguration c)
    {
        if (dimensions.Count < 2 || tensor == "position_embd.weight" || tensor.Contains("ffn_gate_inp", StringComparison.Ordinal))
            return PlainBlocks.Float32;
        var isHead = tensor == "output.weight" || (c.TieWordEmbeddings && tensor == "token_embd.weight");
        var isSensitive = tensor.Contains("attn_v.", StringComparison.Ordinal) || tensor.Contains("attn_qkv.", StringComparison.Ordinal) || tensor.Contains("ffn_down", StringComparison.Ordinal);
        var wanted = isHead || (_mixed && isSensitive && HasMoreBits(layer, c.LayerCount)) ? _finer : _format;
        return dimensions[^1] % wanted.BlockLength == 0 ? wanted : Smaller(wanted, dimensions[^1]);
    }

    /// <summary>The first and the last eighth of the layers, and every third between.</summary>
    private static bool HasMoreBits(int layer, int layers) =>
        layer < layers / 8 || layer >= 7 * layers / 8 || (layer - (layers / 8)) % 3 == 2;

    /// <summary>The format to take where rows are not whole blocks.</summary>
    private static BlockFormat Smaller(BlockFormat wanted, long columns)
    {
        var smaller = wanted == Q4K.Format ? Q5Zero.Format : wanted == Q5K.Format ? Q5One.Format : wanted == Q6K.Format ? Q8Zero.Format : PlainBlocks.Float16;
        return columns % smaller.BlockLength == 0 ? smaller : PlainBlocks.Float16;
    }
}
