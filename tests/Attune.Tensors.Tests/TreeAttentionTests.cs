using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

/// <summary>A beginning that several texts share gives each of them what it would get alone.</summary>
public class TreeAttentionTests
{
    // A root, what goes on from it, and what goes on from that; borders inside of blocks of keys and of tiles of queries.
    private static readonly int[] s_lengths = [70, 5, 40, 90, 30];
    private static readonly int[] s_parents = [-1, 0, 1, 0, 3];
    private static readonly int[][] s_texts = [[0, 1, 2], [0, 3, 4]];

    [Theory]
    [InlineData(int.MaxValue, null)]
    [InlineData(50, null)]
    [InlineData(int.MaxValue, 0.9)]
    public void Every_text_has_the_bits_of_the_text_alone(int window, double? cap)
    {
        using var cpu = new CpuBackend(2);
        var x = Inputs(cpu);
        float[] tree = Run(x, s_lengths, s_parents, window, cap).ToArray();
        foreach (int[] text in s_texts)
        {
            int[] rows = [.. text.SelectMany(Rows)];
            float[] alone = Run([.. x.Select(tensor => tensor.SelectRows(rows))], [rows.Length], [], window, cap).ToArray();
            Assert.Equal(rows.SelectMany(row => tree[(row * 32)..((row + 1) * 32)]), alone);
        }
    }

    [Fact]
    public void Gradients_of_shared_tokens_are_the_sum_of_those_of_all_texts()
    {
        var reference = new ReferenceBackend();
        double[][] tree = Gradients(Inputs(reference), s_lengths, s_parents, rows => rows);
        double[][] sum = [.. tree.Select(gradient => new double[gradient.Length])];
        for (int text = 0; text < s_texts.Length; text++)
        {
            int[] rows = [.. s_texts[text].SelectMany(Rows)];
            // Both texts share the root; each of its rows is asked for once, by the first text.
            var asked = rows.Select(row => text > 0 && row < s_lengths[0] ? -1 : row).ToArray();
            double[][] alone = Gradients(
                [.. Inputs(reference).Select(tensor => tensor.SelectRows(rows))], [rows.Length], [], _ => asked);
            for (int i = 0; i < sum.Length; i++)
            {
                int columns = alone[i].Length / rows.Length;
                for (int at = 0; at < alone[i].Length; at++)
                    sum[i][(rows[at / columns] * columns) + (at % columns)] += alone[i][at];
            }
        }

        for (int i = 0; i < sum.Length; i++)
        {
            for (int at = 0; at < sum[i].Length; at++)
                Assert.Equal(sum[i][at], tree[i][at], 1e-12);
        }
    }

    [Fact]
    public void Parents_come_earlier_in_the_same_tree()
    {
        Assert.Throws<ArgumentException>(() => new DocumentLayout([0, 2], [-1, 1], 4));
        Assert.Throws<ArgumentException>(() => new DocumentLayout([0, 2, 3], [-1, -1, 0], 4));
        Assert.Throws<ArgumentException>(() => new DocumentLayout([0, 2], [-1], 4));
        Assert.Throws<ArgumentException>(() => new DocumentLayout([0, 2], [0, 0], 4));
        using var cpu = new CpuBackend(1);
        var x = Tensor.Zeros(cpu, new Shape(4, 4));
        Assert.Throws<ArgumentException>(
            () => Attention.Packed(x, x, x, new DocumentLayout([0, 2], [-1, 0], 4), 1, 1, 1, AttentionWindow.Full));
    }

    private static IEnumerable<int> Rows(int document) => Enumerable.Range(s_lengths.Take(document).Sum(), s_lengths[document]);

    private static Tensor[] Inputs(Backend backend) => OpCases.CausalAttention(s_lengths, 4, 2, 8).CreateInputs(backend, requiresGradient: false);

    private static Tensor Run(Tensor[] x, int[] lengths, int[] parents, int window, double? cap)
    {
        int[] starts = [.. lengths.Select((_, i) => lengths.Take(i).Sum())];
        var documents = new DocumentLayout(starts, parents, lengths.Sum());
        return Attention.Packed(x[0], x[1], x[2], documents, 4, 2, 0.3, AttentionWindow.CausalWithin(window), cap);
    }

    /// <summary>Gradients of a sum of the results, each weighted by the number of its row in the tree; rows of -1 are left out.</summary>
    private static double[][] Gradients(Tensor[] x, int[] lengths, int[] parents, Func<int[], int[]> asked)
    {
        Tensor[] inputs = [.. x.Select(tensor => Tensor.From(tensor.Backend, tensor.Shape, tensor.AsDoubleSpan()))];
        foreach (var input in inputs)
            input.RequiresGradient = true;
        var y = Run(inputs, lengths, parents, int.MaxValue, null);
        int[] rows = asked([.. Enumerable.Range(0, y.Rows)]);
        double[] weights = new double[y.Rows * y.Columns];
        for (int at = 0; at < weights.Length; at++)
        {
            int row = rows[at / y.Columns];
            weights[at] = row < 0 ? 0 : Math.Sin((row * y.Columns) + (at % y.Columns));
        }

        y.Multiply(Tensor.From(y.Backend, y.Shape, weights)).Sum().Backward();
        return [.. inputs.Select(input => input.Gradient!.AsDoubleSpan().ToArray())];
    }
}
