using Attune.Tensors;

namespace Attune.Models;

/// <summary>Reads a stretch of a weight's numbers, in the order in which the model has them.</summary>
/// <param name="first">The first number, counted through all dimensions.</param>
/// <param name="destination">As long as the stretch.</param>
internal delegate void WeightReader(long first, Span<float> destination);

/// <summary>A weight in a file, before its numbers are read.</summary>
/// <param name="Name">The name that the model gives it.</param>
/// <param name="File">The file that it is in.</param>
/// <param name="Type">How it is stored, for messages.</param>
/// <param name="Dimensions">Its dimensions, as the model has them.</param>
/// <param name="Read">Reads its numbers; null where what is stored are no weights.</param>
internal sealed record StoredWeight(string Name, string File, string Type, IReadOnlyList<long> Dimensions, WeightReader? Read)
{
    /// <summary>Makes the frozen matrix that is stored, where it is kept so in memory; else null. It may find that it cannot.</summary>
    public Func<IStoredMatrix?>? Matrix { get; init; }

    /// <summary>Bytes that a number of the matrix takes in memory.</summary>
    public double BytesPerNumber { get; init; } = sizeof(float);

    /// <summary>The dimensions as text, <c>[2, 3]</c>.</summary>
    public string DimensionsText => "[" + string.Join(", ", Dimensions) + "]";

    public bool HasShape(Shape shape)
    {
        var fits = Dimensions.Count == shape.Rank;
        for (var i = 0; fits && i < shape.Rank; i++)
            fits = Dimensions[i] == shape[i];
        return fits;
    }
}
