namespace Attune.Models;

/// <summary>One tensor of a GGUF file, before its numbers are read.</summary>
/// <param name="Name">Its name, such as <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Format">How its numbers are stored.</param>
/// <param name="Dimensions">Its dimensions, rows before columns (the file has them the other way round); none for a scalar.</param>
/// <param name="Offset">Its first byte, from the beginning of the data.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record GgufTensor(string Name, BlockFormat Format, IReadOnlyList<long> Dimensions, long Offset, long Length)
{
    /// <summary>How many numbers it has.</summary>
    public long ElementCount => Length / Format.BlockBytes * Format.BlockLength;
}
