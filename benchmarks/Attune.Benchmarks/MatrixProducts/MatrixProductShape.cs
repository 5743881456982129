namespace Attune.Benchmarks.MatrixProducts;

/// <summary>One product to measure.</summary>
/// <param name="Group">Heading in the table.</param>
/// <param name="M">Rows of C.</param>
/// <param name="N">Columns of C.</param>
/// <param name="K">Length of the inner products.</param>
/// <param name="TransposeA">A is stored as [K, M].</param>
/// <param name="TransposeB">B is stored as [N, K].</param>
/// <param name="Accumulate">C += instead of C =.</param>
/// <param name="Packed">Ours multiplies with a B packed beforehand, as a frozen weight is.</param>
internal sealed record MatrixProductShape(string Group, int M, int N, int K, bool TransposeA = false, bool TransposeB = false,
    bool Accumulate = false, bool Packed = false)
{
    public double Operations => 2.0 * M * N * K;

    public override string ToString() =>
        $"{M}x{N}x{K} {(TransposeA ? 'T' : 'N')}{(TransposeB ? 'T' : 'N')}{(Accumulate ? " +=" : "")}{(Packed ? " packed" : "")}";

    public static IEnumerable<MatrixProductShape> All()
    {
        foreach (int size in new[] { 64, 128, 256, 512, 768, 1024, 1536, 2048, 4096 }) yield return new MatrixProductShape("square", size, size, size);

        foreach (int size in new[] { 128, 512, 1024 })
        {
            yield return new MatrixProductShape("transposed", size, size, size, TransposeB: true);
            yield return new MatrixProductShape("transposed", size, size, size, TransposeA: true);
            yield return new MatrixProductShape("transposed", size, size, size, TransposeA: true, TransposeB: true);
        }

        foreach (int rows in new[] { 1, 2, 4, 8, 16, 32 })
        {
            foreach ((bool a, bool b) in new[] { (false, false), (false, true), (true, false), (true, true) })
                yield return new MatrixProductShape("skinny", rows, 1024, 1024, a, b);
        }

        // T = 2048 tokens, hidden 256, feed-forward 704: forward, input gradient, weight gradient.
        const int T = 2048, C = 256, F = 704, Rank = 8;
        const string training = "training";
        yield return new MatrixProductShape(training, T, F, C, TransposeB: true);
        yield return new MatrixProductShape(training, T, F, C, TransposeB: true, Packed: true);
        yield return new MatrixProductShape(training, T, C, F, TransposeB: true);
        yield return new MatrixProductShape(training, T, C, F);
        yield return new MatrixProductShape(training, F, C, T, TransposeA: true, Accumulate: true);
        yield return new MatrixProductShape(training, C, C, T, TransposeA: true, Accumulate: true);
        yield return new MatrixProductShape(training, T, C, C, TransposeB: true);
        yield return new MatrixProductShape(training, 512, 4096, C, TransposeB: true);

        const string lowRank = "rank 8";
        yield return new MatrixProductShape(lowRank, T, Rank, C, TransposeB: true);
        yield return new MatrixProductShape(lowRank, T, C, Rank, TransposeB: true, Accumulate: true);
        yield return new MatrixProductShape(lowRank, T, Rank, C);
        yield return new MatrixProductShape(lowRank, T, C, Rank, Accumulate: true);
        yield return new MatrixProductShape(lowRank, C, Rank, T, TransposeA: true, Accumulate: true);
        yield return new MatrixProductShape(lowRank, Rank, C, T, TransposeA: true, Accumulate: true);

        const string decoding = "decoding";
        foreach (int rows in new[] { 1, 2, 4, 8, 16, 32 })
        {
            yield return new MatrixProductShape(decoding, rows, F, C, TransposeB: true);
            yield return new MatrixProductShape(decoding, rows, F, C, TransposeB: true, Packed: true);
        }

        yield return new MatrixProductShape(decoding, 1, 4096, C, TransposeB: true, Packed: true);
        yield return new MatrixProductShape(decoding, 16, 4096, C, TransposeB: true, Packed: true);
    }
}
