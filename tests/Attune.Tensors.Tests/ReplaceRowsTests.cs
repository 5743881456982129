namespace Attune.Tensors.Tests;

/// <summary>A table of which some rows are trained, against the same table trained whole.</summary>
public class ReplaceRowsTests
{
    private static readonly int[] Ids = [4, 1, 4, 0, 6, 4];
    private static readonly int[] Targets = [6, 2, 4, 1, 4, 0];

    [Fact]
    public void The_rows_get_the_bits_that_training_all_would_give_them_and_the_table_gets_none()
    {
        using var backend = new CpuBackend(2);
        var whole = Table(backend);
        whole.RequiresGradient = true;
        Loss(whole).Backward();

        var frozen = Table(backend);
        var places = new RowPlaces([6, 4]);
        var rows = frozen.Gather(places.Indices).Keep();
        rows.RequiresGradient = true;
        var loss = Loss(frozen.ReplaceRows(rows, places));
        loss.Backward();
        Assert.Null(frozen.Gradient);
        Assert.Equal(whole.Gradient!.ToArray()[(6 * 20)..(7 * 20)], rows.Gradient!.ToArray()[..20]);
        Assert.Equal(whole.Gradient.ToArray()[(4 * 20)..(5 * 20)], rows.Gradient.ToArray()[20..]);
    }

    [Fact]
    public void The_table_holds_the_rows_and_is_written_only_where_they_changed()
    {
        using var backend = new CpuBackend(1);
        var table = Table(backend);
        var before = table.ToArray();
        var rows = Tensor.From(backend, new Shape(1, 20), new float[20]);
        using (Gradients.Off())
        {
            Assert.Same(table, table.ReplaceRows(rows, new([2])));
            int version = table.Version;
            table.ReplaceRows(rows, new([2]));
            Assert.Equal(version, table.Version);
            rows.AsSpan()[3] = 1;
            table.ReplaceRows(rows, new([2]));
            Assert.True(table.Version > version);
        }

        var after = table.ToArray();
        Assert.Equal(rows.ToArray(), after[40..60]);
        Assert.Equal(before[..40], after[..40]);
        Assert.Equal(before[60..], after[60..]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var backend = new CpuBackend(1);
        var table = Table(backend);
        var row = Tensor.Zeros(backend, new Shape(1, 20));
        Assert.Throws<ArgumentException>(() => new RowPlaces([1, 1]));
        Assert.Throws<ArgumentException>(() => table.ReplaceRows(row, new([1, 2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.ReplaceRows(row, new([7])));
        Assert.Throws<ArgumentException>(() => table.ReplaceRows(Tensor.Zeros(backend, new Shape(1, 19)), new([1])));
        table.RequiresGradient = true;
        Assert.Throws<ArgumentException>(() => table.ReplaceRows(row, new([1])));
    }

    /// <summary>Embedding and head at once, as in a model with a tied head.</summary>
    private static Tensor Loss(Tensor table) => table.Gather(Ids).Scale(0.5).SoftmaxCrossEntropy(table, [0, 1, 2, 3, 4, 5], Targets, 6);

    private static Tensor Table(CpuBackend backend)
    {
        float[] numbers = new float[7 * 20];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (((i * 37) % 101) - 50) / 50f;
        return Tensor.From(backend, new Shape(7, 20), numbers).Keep();
    }
}
