namespace Attune.Models;

/// <summary>How the blocks of sixteen rows are interleaved in memory, and widened again.</summary>
internal unsafe interface IInterleavedForm
{
    /// <summary>Columns of a block, a multiple of <see cref="Tensors.IInterleavedMatrix.ColumnStep"/>; rows are filled up to whole blocks.</summary>
    static abstract int BlockColumns { get; }

    /// <summary>Bytes of a block of sixteen rows, a multiple of 32.</summary>
    static abstract int BlockBytes { get; }

    /// <summary>Puts a row's part of a block to that of the others. The block is zero before.</summary>
    /// <param name="source">The bytes that a file has of it; shorter than a block at the end of a row of plain numbers.</param>
    /// <param name="lane">The row's place among the sixteen.</param>
    /// <param name="block">The block.</param>
    void Pack(ReadOnlySpan<byte> source, int lane, Span<byte> block);

    /// <summary>Widens columns of a block, as <see cref="Tensors.IInterleavedMatrix.Widen"/>.</summary>
    void Widen(byte* block, int column, int count, float* destination, nint stride);
}
