using System.Runtime.CompilerServices;

namespace Attune.Tensors.Tests;

/// <summary>Memory that goes back at the end of a scope, and results that are let go before.</summary>
[Collection(nameof(RunsAlone))]
public class WorkspaceTests
{
    [Fact]
    public void What_goes_back_is_joined_and_lent_again_in_any_sizes()
    {
        var count = new MemoryCount();
        var workspace = new Workspace(DType.Float32, count);
        var first = Enumerable.Range(0, 6).Select(_ => workspace.Lend(30_000)).ToArray();
        Assert.Equal(1, workspace.Created);
        foreach (int i in new[] { 1, 3, 2, 5, 4, 0 })
            workspace.GiveBack(first[i]);
        Assert.Equal(0, count.Lent);
        workspace.GiveBack(workspace.Lend(200_000));
        Assert.Equal(1, workspace.Created);
    }

    [Fact]
    public void Stretches_do_not_overlap_and_begin_at_a_cache_line()
    {
        foreach (var type in new[] { DType.Float32, DType.Float64 })
        {
            var workspace = new Workspace(type, new MemoryCount());
            var random = new Random(5);
            var lent = new List<Storage>();
            for (int i = 0; i < 400; i++)
            {
                if (lent.Count > 0 && random.Next(3) == 0)
                {
                    int at = random.Next(lent.Count);
                    workspace.GiveBack(lent[at]);
                    lent.RemoveAt(at);
                }

                lent.Add(workspace.Lend(random.Next(1, 5_000)));
            }

            var places = lent.Select(storage => (Start: Place(storage), Length: (storage.Capacity + Storage.Slack) * (type == DType.Float32 ? 4 : 8))).Order().ToList();
            Assert.All(places, place => Assert.Equal(0, place.Start % 64));
            for (int i = 1; i < places.Count; i++)
                Assert.True(places[i - 1].Start + places[i - 1].Length <= places[i].Start);
        }
    }

    [Fact]
    public void Batches_of_many_lengths_use_the_memory_of_the_longest()
    {
        using var cpu = new CpuBackend(1);
        Pass(cpu, 512);
        long blocks = cpu.BlocksAllocated;
        for (int rows = 500; rows > 20; rows -= 7)
            Pass(cpu, rows);
        Assert.Equal(blocks, cpu.BlocksAllocated);
        Assert.Equal(0, cpu.BytesInUse);
    }

    [Fact]
    public void A_tensor_kept_beyond_its_scope_keeps_its_elements_and_goes_with_the_collector()
    {
        using var cpu = new CpuBackend(1);
        Assert.Equal([6f, 6f], KeptBeyondScope(cpu));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Pass(cpu, 8); // takes back what the collector found
        Assert.Equal(0, cpu.BytesInUse);
    }

    [Fact]
    public void Norms_and_gates_that_were_let_go_come_back_for_the_backward_pass()
    {
        using var cpu = new CpuBackend(2);
        var (kept, keptPeak) = Gradients(cpu, letGo: false);
        var (gone, gonePeak) = Gradients(cpu, letGo: true);
        Assert.Equal(kept, gone);
        Assert.True(gonePeak < keptPeak, $"{gonePeak} and {keptPeak} bytes");
    }

    [Fact]
    public void What_is_needed_and_cannot_come_back_is_an_error()
    {
        using var cpu = new CpuBackend(1);
        using var scope = cpu.BeginScope();
        var x = Tensor.From(cpu, new Shape(2, 2), [1f, 2, 3, 4]);
        x.RequiresGradient = true;
        var doubled = x.Scale(2);
        var loss = doubled.Multiply(doubled).Sum();
        doubled.LetGo();
        Assert.Throws<ObjectDisposedException>(loss.Backward);
    }

    private static unsafe nint Place(Storage storage) => (nint)storage.Pointer;

    private static void Pass(CpuBackend cpu, int rows)
    {
        using var scope = cpu.BeginScope();
        var x = Tensor.Zeros(cpu, new Shape(rows, 64));
        for (int i = 0; i < 12; i++)
            x = x.Scale(0.5);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] KeptBeyondScope(CpuBackend cpu)
    {
        Tensor kept;
        using (cpu.BeginScope())
            kept = Tensor.From(cpu, new Shape(2), [2f, 2]).Scale(3).Keep();
        Pass(cpu, 8);
        return kept.ToArray();
    }

    private static (float[] Gradients, long Peak) Gradients(CpuBackend cpu, bool letGo)
    {
        const int rows = 200, width = 48;
        cpu.ResetPeak();
        using var scope = cpu.BeginScope();
        var weights = Enumerable.Range(0, 4).Select(i => Tensor.From(
            cpu, new Shape(width, width), [.. Enumerable.Range(0, width * width).Select(j => ((((i * 7) + j) * 37 % 101) / 500f) - 0.1f)])).ToArray();
        var gain = Tensor.From(cpu, new Shape(width), [.. Enumerable.Repeat(1f, width)]);
        foreach (var weight in weights.Append(gain))
            weight.RequiresGradient = true;
        var x = Tensor.From(cpu, new Shape(rows, width), [.. Enumerable.Range(0, rows * width).Select(static i => ((i * 31 % 97) / 97f) - 0.5f)]);
        for (int layer = 0; layer < 6; layer++)
        {
            var normed = x.RmsNorm(gain, 1e-5);
            var gated = normed.Linear(weights[0]).Gated(normed.Linear(weights[1]), Activation.Silu);
            x = x.AddBranch(gated.Linear(weights[2]));
            if (!letGo)
                continue;
            normed.LetGo();
            gated.LetGo();
        }

        x.Linear(weights[3]).Sum().Backward();
        float[] gradients = [.. weights.Append(gain).SelectMany(weight => weight.Gradient!.ToArray())];
        foreach (var weight in weights.Append(gain))
            weight.Gradient = null;
        return (gradients, cpu.PeakBytesInUse);
    }
}
