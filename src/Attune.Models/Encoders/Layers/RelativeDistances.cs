using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// A learned number for each head and bucket of distances, added to scores in all layers (Raffel and others, "T5", 2020; MPNet).
/// </summary>
internal sealed class RelativeDistances
{
    /// <summary>Both sides together, which MPNet has whatever its configuration says of the table's rows.</summary>
    public const int Buckets = 32;

    private const int Side = Buckets / 2, Exact = Side / 2;

    private readonly Parameter _table;

    /// <param name="source">Where the table is named.</param>
    /// <param name="rows">Its rows, <see cref="Buckets"/> or more.</param>
    /// <param name="heads">Heads of attention.</param>
    public RelativeDistances(WeightSource source, int rows, int heads) =>
        _table = source.Declare("weight", new Shape(rows, heads), WeightInitializer.Normal);

    /// <summary>The numbers of all distances in documents of up to <paramref name="longest"/> tokens, [2 longest - 1, H].</summary>
    public Tensor Of(int longest)
    {
        var buckets = new int[(2 * longest) - 1];
        for (var row = 0; row < buckets.Length; row++)
            buckets[row] = Bucket(row - (longest - 1));
        return _table.Value.Gather(buckets);
    }

    /// <summary>
    /// The bucket of key - query: one for each of the seven nearest distances and 0, then two for each doubling up to 128;
    /// keys behind the query have buckets of their own.
    /// </summary>
    internal static int Bucket(int distance)
    {
        var (side, far) = (distance > 0 ? Side : 0, Math.Abs((long)distance));
        if (far < Exact)
            return side + (int)far;
        // Exact + floor(2 log2(far / Exact)) without a logarithm: far^2 against powers of two.
        var step = 0;
        while (step < Side - Exact - 1 && far * far >= (long)Exact * Exact << (step + 1))
            step++;
        return side + Exact + step;
    }
}
