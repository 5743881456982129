namespace Attune.Tensors;

/// <summary>
/// Cosines and sines of position * inverse frequency for rotary embeddings. Rows are computed when a position is first
/// used, so a long context costs nothing until it is.
/// </summary>
public sealed class RotaryTable
{
    private const int FirstCapacity = 256;

    private readonly float[] inverseFrequencies;
    private readonly float scaling;
    private readonly Lock growing = new();

    /// <summary>A table for heads of <paramref name="headDimension"/> channels.</summary>
    /// <param name="headDimension">D, even.</param>
    /// <param name="inverseFrequencies">D / 2 numbers in radians per position; the plain form is theta^(-2i/D).</param>
    /// <param name="maxPositions">Positions run from 0 to maxPositions - 1.</param>
    /// <param name="scaling">Multiplies cosines and sines (the attention factor of YaRN); default 1.</param>
    /// <exception cref="ArgumentException">There are not D / 2 frequencies, or D is odd.</exception>
    public RotaryTable(int headDimension, ReadOnlySpan<float> inverseFrequencies, int maxPositions, double scaling = 1)
    {
        if (headDimension % 2 != 0 || inverseFrequencies.Length != headDimension / 2)
        {
            throw new ArgumentException(
                $"A rotary table for heads of {headDimension} needs {headDimension}/2 frequencies, not {inverseFrequencies.Length}.");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPositions);
        HeadDimension = headDimension;
        MaxPositions = maxPositions;
        this.inverseFrequencies = inverseFrequencies.ToArray();
        this.scaling = (float)scaling;
        Cosines = [];
        Sines = [];
    }

    /// <summary>D, the channels of a head.</summary>
    public int HeadDimension { get; }

    /// <summary>One more than the highest position.</summary>
    public int MaxPositions { get; }

    /// <summary>[position, D/2]</summary>
    internal float[] Cosines { get; private set; }

    /// <summary>[position, D/2]</summary>
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
        for (int position = 0; position < capacity; position++)
        {
            for (int i = 0; i < half; i++)
            {
                // The angle is rounded to float32 like in the models' own training code.
                float angle = position * inverseFrequencies[i];
                var (sine, cosine) = Trigonometry.SinCos(angle);
                cosines[(position * half) + i] = (float)cosine * scaling;
                sines[(position * half) + i] = (float)sine * scaling;
            }
        }

        Cosines = cosines;
        Sines = sines;
    }
}
