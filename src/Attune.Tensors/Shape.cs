namespace Attune.Tensors;

/// <summary>The lengths of a tensor's dimensions, zero to four of them, row-major; <c>new Shape()</c> is a scalar.</summary>
public readonly struct Shape : IEquatable<Shape>
{
    private readonly int d0, d1, d2, d3;

    /// <summary>A shape from the lengths of its dimensions, outermost first.</summary>
    /// <exception cref="ArgumentException">More than four dimensions, a negative length, or more than 2^31 - 1 elements.</exception>
    public Shape(params ReadOnlySpan<int> dimensions)
    {
        if (dimensions.Length > 4)
            throw new ArgumentException($"A shape has at most 4 dimensions, not {dimensions.Length}.", nameof(dimensions));
        long count = 1;
        foreach (int length in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(dimensions));
            count *= length;
            if (count > int.MaxValue)
                throw new ArgumentException("A tensor holds at most 2^31 - 1 elements.", nameof(dimensions));
        }

        Rank = dimensions.Length;
        d0 = Rank > 0 ? dimensions[0] : 1;
        d1 = Rank > 1 ? dimensions[1] : 1;
        d2 = Rank > 2 ? dimensions[2] : 1;
        d3 = Rank > 3 ? dimensions[3] : 1;
    }

    /// <summary>The number of dimensions, 0 for a scalar.</summary>
    public int Rank { get; }

    /// <summary>The number of elements, 1 for a scalar.</summary>
    public int ElementCount => Rank == 0 ? 1 : d0 * d1 * d2 * d3;

    /// <summary>The length of one dimension.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape has no such dimension.</exception>
    public int this[int dimension]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dimension, Rank);
            return dimension switch { 0 => d0, 1 => d1, 2 => d2, _ => d3 };
        }
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) =>
        Rank == other.Rank && (Rank == 0 || (d0 == other.d0 && d1 == other.d1 && d2 == other.d2 && d3 == other.d3));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Rank == 0 ? 0 : HashCode.Combine(Rank, d0, d1, d2, d3);

    /// <summary>Whether two shapes have the same rank and lengths.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ in rank or in a length.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The form <c>[2, 3]</c>.</summary>
    public override string ToString()
    {
        string[] lengths = new string[Rank];
        for (int i = 0; i < Rank; i++)
            lengths[i] = this[i].ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"[{string.Join(", ", lengths)}]";
    }
}
