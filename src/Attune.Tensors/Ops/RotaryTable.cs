namespace Attune.Tensors;

/// <summary>
/// Cosines and sines of position * inverse frequency for rotary embeddings. Rows are computed when a position is first
/// used, so a long context costs nothing until it is.
/// </summary>
public sealed class RotaryTable
{
    private const int FirstCapacity = 256;

    private readonly RotaryRange[] ranges;
    private readonly float scaling;
    private readonly Lock growing = new();

    /// <summary>A table for <paramref name="headDimension"/> rotated channels of a head.</summary>
    /// <param name="headDimension">d, even; channels of a head beyond it pass.</param>
    /// <param name="inverseFrequencies">d / 2 numbers in radians per position; the plain form is theta^(-2i/d).</param>
    /// <param name="maxPositions">Positions run from 0 to maxPositions - 1.</param>
    /// <param name="scaling">Multiplies cosines and sines (the attention factor of YaRN); default 1.</param>
    /// <exception cref="ArgumentException">There are not d / 2 frequencies, or d is odd.</exception>
    public RotaryTable(int headDimension, ReadOnlySpan<float> inverseFrequencies, int maxPositions, double scaling = 1)
        : this(headDimension, [new RotaryRange(inverseFrequencies.ToArray(), maxPositions)], scaling)
    {
    }

    /// <summary>A table with several ranges of rows, each of which counts positions from 0 and has frequencies of its own.</summary>
    /// <param name="headDimension">d, even; channels of a head beyond it pass.</param>
    /// <param name="ranges">The ranges, one behind the other.</param>
    /// <param name="scaling">Multiplies cosines and sines; default 1.</param>
    /// <exception cref="ArgumentException">A range has not d / 2 frequencies, or d is odd.</exception>
    public RotaryTable(int headDimension, IReadOnlyList<RotaryRange> ranges, double scaling = 1)
    {
        foreach (var range in ranges)
        {
            if (headDimension % 2 != 0 || range.InverseFrequencies.Count != headDimension / 2)
            {
                throw new ArgumentException(
                    $"A rotary table for {headDimension} channels needs {headDimension}/2 frequencies, not {range.InverseFrequencies.Count}.");
            }

            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range.Positions, nameof(ranges));
            MaxPositions = checked(MaxPositions + range.Positions);
        }

        HeadDimension = headDimension;
        this.ranges = [.. ranges];
        this.scaling = (float)scaling;
        Cosines = [];
        Sines = [];
    }

    /// <summary>d, the rotated channels of a head.</summary>
    public int HeadDimension { get; }

    /// <summary>One more than the highest position: the rows of all ranges.</summary>
    public int MaxPositions { get; }

    /// <summary>[position, d/2]</summary>
    internal float[] Cosines { get; private set; }

    /// <summary>[position, d/2]</summary>
    internal float[] Sines { get; private set; }

    /// <summary>Makes sure that the rows of all these positions are there.</summary>
    internal void Cover(ReadOnlySpan<int> positions)
    {
        int highest = -1;
        foreach (int position in positions)
            highest = Math.Max(highest, position);
        int half = HeadDimension / 2;
        if (((highest + 1L) * half) + Storage.Slack <= Sines.Length)
            return;
        lock (growing)
        {
            int capacity = FirstCapacity;
            while (capacity <= highest)
                capacity *= 2;
            Grow(Math.Min(capacity, MaxPositions), half);
        }
    }

    private void Grow(int capacity, int half)
    {
        float[] cosines = new float[(capacity * half) + Storage.Slack]; // kernels load whole vectors
        float[] sines = new float[(capacity * half) + Storage.Slack];
        int row = 0;
        foreach (var range in ranges)
        {
            for (int position = 0; position < range.Positions && row < capacity; position++, row++)
            {
                for (int i = 0; i < half; i++)
                {
                    // The angle is rounded to float32 like in the models' own training code.
                    float angle = position * range.InverseFrequencies[i];
                    var (sine, cosine) = Trigonometry.SinCos(angle);
                    cosines[(row * half) + i] = (float)cosine * scaling;
                    sines[(row * half) + i] = (float)sine * scaling;
                }
            }
        }

        Cosines = cosines;
        Sines = sines;
    }
}

/// <summary>Rows of a rotary table for the positions from 0 on.</summary>
/// <param name="InverseFrequencies">d / 2 numbers in radians per position.</param>
/// <param name="Positions">How many positions.</param>
public sealed record RotaryRange(IReadOnlyList<float> InverseFrequencies, int Positions);
