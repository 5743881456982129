namespace Attune.Tensors;

/// <summary>Rows written into a cache.</summary>
public static class WriteRowsOp
{
    /// <summary>cache[at[i], :] = rows[i, :], in place: rows [n, C], cache [S, C]. It is not recorded for gradients.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of the cache.</exception>
    public static void WriteRows(this Tensor cache, Tensor rows, ReadOnlySpan<int> at)
    {
        OpChecks.Matrix(cache, nameof(cache));
        OpChecks.Matrix(rows, nameof(rows));
        OpChecks.SameBackend(cache, rows);
        OpChecks.Count(at.Length, rows.Rows, nameof(at));
        OpChecks.Indices(at, cache.Rows, nameof(at));
        if (cache.Columns != rows.Columns)
            throw new ArgumentException($"WriteRows: cache {cache.Shape} and rows {rows.Shape} differ in columns.");
        cache.Backend.WriteRows(rows, at, cache);
        cache.Version++;
    }
}
