using Attune.Models;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

/// <summary>Optimizers whose state lies in a file: the same bits, no memory for state, nothing left behind.</summary>
public class PagedStateTests
{
    private static readonly TrainingOptions Options = new() { MaxSteps = 6, Epochs = 10, BatchSize = 4, EvaluateEverySteps = 2, CheckpointEverySteps = 0 };

    public static TheoryData<string> Pageable => new("adamw", "adamw_8bit");

    [Theory]
    [MemberData(nameof(Pageable))]
    public void The_bits_are_those_of_state_in_memory_over_many_blocks(string name)
    {
        using var folder = new TemporaryFolder();
        using var backend = new CpuBackend(2);
        // Two whole blocks and a part, whose own state would be that of a small parameter; a matrix; a small parameter.
        Shape[] shapes = [new((2 * PagedState.Block) + 300), new(700, 500), new(33)];
        var (resident, paged) = (Parameters(backend, shapes, Create(name)), Parameters(backend, shapes, Paged(name)));
        using var file = paged.Open(folder.Path);
        Assert.Null(resident.Open(folder.Path));
        for (int step = 1; step <= 3; step++)
        {
            Step(resident, step);
            Step(paged, step);
        }

        for (int i = 0; i < shapes.Length; i++)
        {
            Assert.Equal(resident.Slots[i].Parameter.Value.ToArray(), paged.Slots[i].Parameter.Value.ToArray());
            for (int part = 0; part < resident.Slots[i].StateNames.Length; part++)
                Assert.Equal(Bits(resident.Slots[i].Numbers(part)), Bits(paged.Slots[i].Numbers(part)));
        }
    }

    /// <summary>Parameter, gradient and two moments of one block at most, beside the parameter and its gradient.</summary>
    [Fact]
    public void State_takes_a_block_of_memory_at_a_time()
    {
        using var folder = new TemporaryFolder();
        using var backend = new CpuBackend(1);
        const int count = 8 * PagedState.Block;
        var paged = Parameters(backend, [new Shape(count)], Paged("adamw"));
        using var file = paged.Open(folder.Path);
        Step(paged, 1);
        Assert.InRange(backend.PeakBytesInUse, 2L * sizeof(float) * count, sizeof(float) * ((2L * count) + (4 * (PagedState.Block + 64))));
    }

    [Theory]
    [InlineData("adamw", false)]
    [InlineData("adamw", true)]
    [InlineData("adamw_8bit", false)]
    public void A_stopped_run_goes_on_to_the_same_bits_with_state_in_memory_or_file(string name, bool resumedInMemory)
    {
        using var folder = new TemporaryFolder();
        ICausalLanguageModel whole = TinyModel.Create(), resumed = TinyModel.Create();
        Run(whole, Create(name), null);
        var store = new CheckpointStore(folder.File("checkpoints"));
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterStep = step => Cancel(step.Step == 3) };
        Assert.Throws<OperationCanceledException>(() => Run(TinyModel.Create(), Paged(name), store, observer, cancellation.Token));
        Assert.Equal(["step-00000003"], Left(store));
        Run(resumed, resumedInMemory ? Create(name) : Paged(name), store);
        Assert.Equal(TinyModel.Weights(whole), TinyModel.Weights(resumed));
        Assert.Empty(Directory.GetFiles(store.Folder));

        void Cancel(bool now)
        {
            if (now)
                cancellation.Cancel();
        }
    }

    /// <summary>Where files can go while they are open, a killed process has left none, since none has a name.</summary>
    [Fact]
    public void The_file_has_no_name_while_it_is_open()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        using var file = new StateFile(folder.File("made"), 5);
        Assert.Empty(Directory.GetFileSystemEntries(folder.File("made")));
        file.Write(2, [1, 2, 3]);
        var numbers = new float[5];
        file.Read(0, numbers);
        Assert.Equal([0, 0, 1, 2, 3], numbers);
    }

    [Fact]
    public void No_space_is_a_clear_error_before_the_first_step()
    {
        using var folder = new TemporaryFolder();
        Refused(folder.Path, 1L << 51); // 8 PiB
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_clear_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");
        Refused(folder.File("taken"), 5);
    }

    [Fact]
    public void The_plan_counts_it_on_the_disk()
    {
        var (resident, paged) = (StepCost.For(TinyModel.Create(), 64, 10), StepCost.For(TinyModel.Create(), 64, 10, optimizer: Paged("adamw")));
        Assert.Equal((0, resident.OptimizerBytes), (paged.OptimizerBytes, paged.PagedBytes));
        Assert.Equal((0, resident.CheckpointBytes), (resident.PagedBytes, paged.CheckpointBytes));
        Assert.Equal(resident.OptimizerBytes, resident.ResidentBytes - paged.ResidentBytes);
    }

    private static void Refused(string folder, long numbers)
    {
        var error = Assert.Throws<AttuneException>(() => new StateFile(folder, numbers));
        Assert.Equal("ATT4214", error.Code);
        Assert.Contains("MiB", error.Fact, StringComparison.Ordinal);
    }

    private static IOptimizer Create(string name) => OptimizerNames.All[name]();

    private static IOptimizer Paged(string name) => Assert.IsAssignableFrom<IPageableOptimizer>(Create(name)).InPages();

    private static string[] Left(CheckpointStore store) => [.. Directory.GetFileSystemEntries(store.Folder).Select(path => Path.GetFileName(path)!)];

    private static int[] Bits(float[] numbers) => [.. numbers.Select(BitConverter.SingleToInt32Bits)];

    private static OptimizedParameters Parameters(Backend backend, Shape[] shapes, IOptimizer optimizer) => new(
        shapes.Select((shape, i) => new TrainedTensor($"p{i}", Tensor.From(backend, shape, Numbers(shape, i)).Keep())), optimizer);

    private static void Step(OptimizedParameters parameters, int step)
    {
        foreach (var slot in parameters.Slots)
            slot.Parameter.Value.Gradient = Tensor.From(slot.Parameter.Value.Backend, slot.Parameter.Value.Shape, Numbers(slot.Parameter.Value.Shape, 10 + step)).Keep();
        parameters.Step(0.01);
    }

    private static float[] Numbers(Shape shape, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, shape.ElementCount).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static void Run(
        ICausalLanguageModel model, IOptimizer optimizer, CheckpointStore? store, RecordingObserver? observer = null, CancellationToken token = default) =>
        SupervisedFineTuning.Run(model, TinyModel.Rows(9), TinyModel.Rows(5, seed: 5), Options, optimizer, new ConstantSchedule(), store, observer, token);
}
