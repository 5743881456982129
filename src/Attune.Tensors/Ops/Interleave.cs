namespace Attune.Tensors;

/// <summary>Rows of two matrices in one: tokens and what is put between them.</summary>
public static class InterleaveOp
{
    /// <summary>
    /// y [rows.Count, C] with y[rows.Places[i]] = x[i] and y[rows.TablePlaces[j]] = table[rows.TableRows[j]]: x [T, C], table
    /// [n, C], a row of which may be put in several places. Without a table those places hold zeros. Gradients of a row of the
    /// table are added in the order of j.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place or a row is outside.</exception>
    public static Tensor Interleave(this Tensor x, Tensor? table, InterleavedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        OpChecks.Matrix(x, nameof(x));
        OpChecks.Count(rows.Places.Length, x.Rows, nameof(rows));
        OpChecks.Indices(rows.Places, rows.Count, nameof(rows));
        OpChecks.Indices(rows.TablePlaces, rows.Count, nameof(rows));
        OpChecks.Count(rows.TableRows.Length, rows.TablePlaces.Length, nameof(rows));
        OpChecks.Count(rows.Places.Length + rows.TablePlaces.Length, rows.Count, nameof(rows));
        var backend = x.Backend;
        var y = backend.Allocate(new Shape(rows.Count, x.Columns));
        if (table is null)
            backend.Fill(y, 0);
        else
            Place(table, rows, y);
        backend.WriteRows(x, rows.Places, y);
        return GraphNode.Wanted(x, table) ? new Node(x, table, rows).Record(y) : y;
    }

    private static void Place(Tensor table, InterleavedRows rows, Tensor y)
    {
        OpChecks.Matrix(table, nameof(table), nameof(Interleave));
        OpChecks.SameBackend(table, y, nameof(Interleave));
        OpChecks.Indices(rows.TableRows, table.Rows, nameof(table), nameof(Interleave));
        if (table.Columns != y.Columns)
            throw new ArgumentException($"Interleave: x of {y.Columns} columns and table {table.Shape} differ in columns.");
        var picked = y.Backend.Allocate(new Shape(rows.TableRows.Length, y.Columns));
        y.Backend.GatherRows(table, rows.TableRows, picked);
        y.Backend.WriteRows(picked, rows.TablePlaces, y);
        picked.Release();
    }

    private sealed class Node(Tensor x, Tensor? table, InterleavedRows rows) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, table, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            var backend = output.Backend;
            if (x.RequiresGradient)
            {
                var picked = backend.Allocate(x.Shape);
                backend.GatherRows(gradient, rows.Places, picked); // [count,C] -> [T,C]
                x.AddGradient(picked);
                picked.Release();
            }

            if (table?.OpenGradient() is not { } dTable)
                return;
            var between = backend.Allocate(new Shape(rows.TableRows.Length, output.Columns));
            backend.GatherRows(gradient, rows.TablePlaces, between);
            backend.ScatterAddRows(between, rows.TableRows, 1, dTable);
            between.Release();
        }
    }
}

/// <summary>Where rows go; nobody may change the lists.</summary>
/// <param name="Count">The number of rows of the result; each is named once.</param>
/// <param name="Places">Of each row of x, its place.</param>
/// <param name="TableRows">Rows of the table.</param>
/// <param name="TablePlaces">The place of each.</param>
public sealed record InterleavedRows(int Count, int[] Places, int[] TableRows, int[] TablePlaces);
