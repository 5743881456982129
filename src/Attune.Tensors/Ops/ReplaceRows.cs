namespace Attune.Tensors;

/// <summary>A frozen table some of whose rows are trained: embeddings and heads with new tokens.</summary>
public static class ReplaceRowsOp
{
    /// <summary>
    /// The table with rows[i] in place of its row places[i]: table [V, C], rows [n, C], result [V, C]. The rows are written
    /// into the table itself, which stays without a gradient; only the rows get one. <see cref="GatherOp.Gather"/> and
    /// <see cref="SoftmaxCrossEntropyOp.SoftmaxCrossEntropy"/> compute it for these rows alone, any other op for the whole table first.
    /// </summary>
    /// <param name="table">The table; its rows at the places are overwritten.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="places">The place of each.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the table requires a gradient.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside of the table.</exception>
    public static Tensor ReplaceRows(this Tensor table, Tensor rows, RowPlaces places)
    {
        ArgumentNullException.ThrowIfNull(places);
        OpChecks.Matrix(table, nameof(table));
        OpChecks.Matrix(rows, nameof(rows));
        OpChecks.SameBackend(table, rows);
        OpChecks.Count(places.Count, rows.Rows, nameof(places));
        OpChecks.Indices(places.Indices, table.Rows, nameof(places));
        if (table.Columns != rows.Columns)
            throw new ArgumentException($"ReplaceRows: table {table.Shape} and rows {rows.Shape} differ in columns.");
        if (table.RequiresGradient)
            throw new ArgumentException("ReplaceRows: the table requires a gradient; train it whole.");
        if (!IsWritten(table, rows, places.Indices))
            table.WriteRows(rows, places.Indices);
        return GraphNode.Wanted(rows) ? new ReplacedRows(rows, places).Record(table.Backend.Alias(table)) : table;
    }

    /// <summary>Writing only what has changed keeps what a backend derived from the table.</summary>
    private static bool IsWritten(Tensor table, Tensor rows, ReadOnlySpan<int> places)
    {
        if (table.DType != DType.Float32)
            return false;
        var all = table.AsReadOnlySpan();
        var wanted = rows.AsReadOnlySpan();
        int width = table.Columns;
        for (int i = 0; i < places.Length; i++)
        {
            if (!all.Slice(places[i] * width, width).SequenceEqual(wanted.Slice(i * width, width)))
                return false;
        }

        return true;
    }
}

/// <summary>Distinct rows of a table, in an order.</summary>
public sealed class RowPlaces
{
    private readonly int[] indices;
    private readonly Dictionary<int, int> slots = [];

    /// <param name="indices">The rows.</param>
    /// <exception cref="ArgumentException">A row is named twice.</exception>
    public RowPlaces(IEnumerable<int> indices)
    {
        this.indices = [.. indices];
        for (int i = 0; i < this.indices.Length; i++)
        {
            if (!slots.TryAdd(this.indices[i], i))
                throw new ArgumentException($"Row {this.indices[i]} is named twice.", nameof(indices));
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count => indices.Length;

    /// <summary>The rows, in order.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>Where some rows of the table are among these: of each that is, its place in <paramref name="ids"/> and its place here.</summary>
    internal (int[] At, int[] Slots) Among(ReadOnlySpan<int> ids)
    {
        var (at, found) = (new List<int>(), new List<int>());
        for (int i = 0; i < ids.Length; i++)
        {
            if (!slots.TryGetValue(ids[i], out int slot))
                continue;
            at.Add(i);
            found.Add(slot);
        }

        return ([.. at], [.. found]);
    }
}

/// <summary>The origin of a table with replaced rows; ops that know it go past it, straight to the rows.</summary>
internal sealed class ReplacedRows(Tensor rows, RowPlaces places) : GraphNode
{
    public Tensor Rows => rows;

    public RowPlaces Places => places;

    public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (rows, null, null, null);

    public override void Backward(Tensor output, Tensor gradient)
    {
        var picked = output.Backend.Allocate(rows.Shape);
        output.Backend.GatherRows(gradient, places.Indices, picked); // [V,C] -> [n,C]
        rows.AddGradient(picked);
        picked.Release();
    }
}
