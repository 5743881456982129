namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The packed form of a weight, kept beside it for products with few rows (generation), where packing would cost more than
/// the product. It is stamped with the weight's version and packed again into the same memory when that has changed.
/// </summary>
internal sealed unsafe class PackedWeights(PackedMatrix matrix)
{
    /// <summary>With more rows than this a product packs as it goes, for less than it gains.</summary>
    private const int FewRows = 64;

    /// <summary>The packed transpose of a weight [out, in], or null where it does not pay.</summary>
    public static PackedMatrix? Find(WorkerPool pool, Tensor weight, int rows)
    {
        // While a weight is being trained it changes before it is used again.
        if (weight.Node is not null || (Gradients.Enabled && weight.RequiresGradient))
            return null;
        var packed = weight.Derived as PackedWeights;
        if (packed is not null && weight.DerivedVersion == weight.Version)
            return packed.Matrix;
        if (rows > FewRows || !SeenBefore(weight))
            return null;
        if (packed is null)
        {
            packed = new PackedWeights(
                new PackedMatrix(pool, transposed: true, weight.Columns, weight.Rows, weight.Singles(), weight.Columns));
            weight.Derived = packed;
        }
        else
        {
            packed.Matrix.Repack(pool, transposed: true, weight.Singles(), weight.Columns);
        }

        weight.DerivedVersion = weight.Version;
        GC.KeepAlive(weight);
        return packed.Matrix;
    }

    private PackedMatrix Matrix => matrix;

    /// <summary>Packing is left to the second use of a version, so that a matrix used once is not packed.</summary>
    private static bool SeenBefore(Tensor weight)
    {
        bool seen = weight.CandidateVersion == weight.Version;
        weight.CandidateVersion = weight.Version;
        return seen;
    }
}
