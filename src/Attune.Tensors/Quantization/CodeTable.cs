namespace Attune.Tensors;

/// <summary>At most 256 numbers, of which codes are the places; a number gets the code of the nearest.</summary>
public sealed class CodeTable
{
    private readonly float[] values;
    private readonly byte[] order;
    private readonly float[] middles;

    /// <summary>A table.</summary>
    /// <param name="values">The number of each code. They need not be sorted, nor differ.</param>
    /// <exception cref="ArgumentException">There are none, or more than 256.</exception>
    public CodeTable(ReadOnlySpan<float> values)
    {
        if (values.Length is 0 or > 256)
            throw new ArgumentException($"A table has 1 to 256 numbers, not {values.Length}.", nameof(values));
        float[] numbers = values.ToArray();
        this.values = numbers;
        // Codes of equal numbers keep their order.
        order = [.. Enumerable.Range(0, numbers.Length).OrderBy(code => numbers[code]).Select(code => (byte)code)];
        middles = new float[numbers.Length - 1];
        for (int i = 0; i < middles.Length; i++)
            middles[i] = (numbers[order[i]] + numbers[order[i + 1]]) / 2;
    }

    /// <summary>The number of each code.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The code of the nearest number; exactly between two, that of the smaller one.</summary>
    public byte Nearest(float x)
    {
        int from = 0, to = middles.Length; // the middles below x end between these
        while (from < to)
        {
            int half = (from + to) >> 1;
            if (middles[half] < x)
                from = half + 1;
            else
                to = half;
        }

        return order[from];
    }
}
