using Attune.Tensors;

namespace Attune.Models;

/// <summary>A frozen matrix of 16-bit floats, as weight files hold it: half the memory of float32, and no loss.</summary>
public sealed class HalfMatrix : IFusedMatrix
{
    private readonly IFusedMatrix _matrix;

    private HalfMatrix(IFusedMatrix matrix) => _matrix = matrix;

    /// <inheritdoc/>
    public Shape Shape => _matrix.Shape;

    /// <inheritdoc/>
    public string Format => _matrix.Format;

    /// <inheritdoc/>
    public long ByteCount => _matrix.ByteCount;

    /// <summary>Stores a matrix, rounded to nearest, ties to even.</summary>
    /// <param name="type"><see cref="StorageType.BFloat16"/> or <see cref="StorageType.Float16"/>.</param>
    /// <param name="shape">[rows, columns].</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <exception cref="AttuneException">ATT4113: a number is too large for F16, or is none.</exception>
    public static HalfMatrix From(StorageType type, Shape shape, ReadOnlySpan<float> values)
    {
        if (type is not (StorageType.BFloat16 or StorageType.Float16))
            throw new ArgumentException("Only 16-bit floats are kept so.", nameof(type));
        if (values.Length != shape.ElementCount)
            throw new ArgumentException($"{shape} has {shape.ElementCount} numbers, not {values.Length}.", nameof(values));
        var bytes = new byte[checked(2 * values.Length)];
        StorageConversion.FromSingle(type, values, bytes);
        return From(type, shape, row => bytes.AsSpan(row * 2 * shape[1], 2 * shape[1])) ?? throw new AttuneException(
            "ATT4113", "A weight is too large for F16.", "Keep the weights as bf16, which has the range of float32.");
    }

    /// <summary>The same of rows that are 16-bit floats already; null where one of F16 is not finite.</summary>
    internal static HalfMatrix? From(StorageType type, Shape shape, BlockRow rows)
    {
        var matrix = type == StorageType.BFloat16 ? BFloatForm.Matrix(shape, rows) : HalfForm.Matrix(shape, rows);
        return matrix is null ? null : new HalfMatrix(matrix);
    }

    /// <inheritdoc/>
    public void Read(int row, int column, Span<float> destination) => _matrix.Read(row, column, destination);

    /// <inheritdoc/>
    public int MostRows => _matrix.MostRows;

    /// <inheritdoc/>
    public float Factor => _matrix.Factor;

    /// <inheritdoc/>
    public int PanelsFor(int rows) => _matrix.PanelsFor(rows);

    /// <inheritdoc/>
    public unsafe void Widen(int panel, int column, int count, float* destination, nint stride) =>
        _matrix.Widen(panel, column, count, destination, stride);

    /// <inheritdoc/>
    public unsafe void Multiply(int panel, bool alone, int column, int count, float* x, int rows, bool accumulate, float* sums, nint stride) =>
        _matrix.Multiply(panel, alone, column, count, x, rows, accumulate, sums, stride);
}
