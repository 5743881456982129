namespace Attune.Tensors.Tests;

[Collection(nameof(RunsAlone))]
public class MemoryTests
{
    /// <summary>Training steps of an attention block and a feed-forward block, of slightly different lengths.</summary>
    [Fact]
    public void Warm_steps_take_no_memory_from_the_system()
    {
        using var cpu = new CpuBackend(2);
        using var network = new SmallNetwork(cpu);
        for (int i = 0; i < 6; i++)
            network.Step(96 - (i % 3));
        long blocks = cpu.BlocksAllocated;
        long inUse = cpu.BytesInUse;
        long managedFirst = ManagedBytes(() => network.Step(96));
        for (int i = 0; i < 10; i++)
            network.Step(96 - (i % 3));
        long managedLast = ManagedBytes(() => network.Step(96));
        Assert.Equal(blocks, cpu.BlocksAllocated);
        Assert.Equal(inUse, cpu.BytesInUse);
        // The record of the computation: a node and a tensor per op, a few hundred bytes each.
        Assert.InRange(managedFirst, 0, 40_000);
        Assert.InRange(managedLast, 0, managedFirst + 4_096);
    }

    [Fact]
    public void Gradients_of_activations_go_back_during_the_backward_pass()
    {
        using var cpu = new CpuBackend(1);
        var shape = new Shape(64, 64);
        using (cpu.BeginScope())
        {
            var weight = Tensor.Zeros(cpu, shape);
            weight.RequiresGradient = true;
            var x = weight;
            for (int layer = 0; layer < 50; layer++)
                x = x.Scale(0.99);
            long before = cpu.BytesInUse;
            cpu.ResetPeak();
            x.Sum().Backward();
            // At any time one gradient comes in and one goes out.
            Assert.InRange(cpu.PeakBytesInUse - before, 0, 4 * shape.ElementCount * sizeof(float));
        }
    }

    [Fact]
    public void Size_classes_hold_what_they_are_asked_for_and_waste_an_eighth_at_most()
    {
        for (int count = 1; count < 300_000; count += 1 + (count / 50))
        {
            int size = Arena.SizeClass(count);
            Assert.InRange(size, count, Math.Max(count + 16, count + (count / 8) + 1));
            Assert.Equal(0, size % 16);
            Assert.Equal(size, Arena.SizeClass(size));
            Assert.True(Arena.SizeClass(size + 1) > size);
        }
    }

    [Fact]
    public void A_somewhat_larger_block_is_used_before_a_new_one_is_taken()
    {
        var arena = new Arena(DType.Float32, new MemoryCount());
        var large = arena.Lend(2_000);
        arena.GiveBack(large);
        Assert.Same(large, arena.Lend(1_700));
        Assert.NotSame(large, arena.Lend(1_700));
        arena.GiveBack(large);
        Assert.NotSame(large, arena.Lend(500));
        Assert.Equal(3, arena.Created);
    }

    [Fact]
    public void Storages_begin_at_a_cache_line_and_may_be_loaded_behind_their_end()
    {
        foreach (var type in new[] { DType.Float32, DType.Float64 })
        {
            var storage = new Storage(type, 48);
            unsafe
            {
                Assert.Equal(0, (nint)storage.Pointer % 64);
            }
        }
    }

    private static long ManagedBytes(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class SmallNetwork : IDisposable
    {
        private const int Width = 32;
        private readonly CpuBackend backend;
        private readonly Tensor[] weights;
        private readonly Tensor[] moments;
        private readonly RotaryTable table = new(16, [1, 0.5f, 0.2f, 0.1f, 0.05f, 0.02f, 0.01f, 0.005f], 128);
        private readonly int[] ids = [.. Enumerable.Range(0, 96).Select(static i => i * 7 % 50)];
        private readonly int[] positions = [.. Enumerable.Range(0, 96)];
        private int step;

        public SmallNetwork(CpuBackend backend)
        {
            this.backend = backend;
            Shape[] shapes = [new(50, Width), new(Width), new(Width, Width), new(Width, Width), new(64, Width), new(64, Width), new(Width, 64)];
            weights = [.. shapes.Select(s => Tensor.From(backend, s, Enumerable.Range(0, s.ElementCount).Select(static i => (i * 37 % 101 / 500f) - 0.1f).ToArray()))];
            moments = [.. shapes.Concat(shapes).Select(s => Tensor.Zeros(backend, s))];
            foreach (var weight in weights)
                weight.RequiresGradient = true;
        }

        public void Step(int tokens)
        {
            using var scope = backend.BeginScope();
            var (table50, gain, query, key, gate, up, down) = (weights[0], weights[1], weights[2], weights[3], weights[4], weights[5], weights[6]);
            var x = table50.Gather(ids.AsSpan(0, tokens));
            var h = x.RmsNorm(gain, 1e-5);
            var positionsHere = positions.AsSpan(0, tokens);
            var attended = Attention.Causal(
                h.Linear(query).RotaryEmbedding(table, positionsHere, 2), h.Linear(key).RotaryEmbedding(table, positionsHere, 2), h,
                DocumentLayout.Single(tokens), 2, 2, 0.25);
            x = x.Add(attended.Dropout(0.1, (ulong)step));
            h = x.RmsNorm(gain, 1e-5);
            x = x.Add(h.Linear(gate).SwiGlu(h.Linear(up)).Linear(down));
            x.SoftmaxCrossEntropy(table50, positionsHere, ids.AsSpan(0, tokens), tokens).Backward();
            step++;
            for (int i = 0; i < weights.Length; i++)
            {
                backend.AdamWUpdate(weights[i], weights[i].Gradient!, moments[i], moments[weights.Length + i], step, 1e-3, 0.9, 0.999, 1e-8, 0);
                weights[i].Gradient = null;
            }
        }

        public void Dispose() => backend.TrimMemory();
    }
}
