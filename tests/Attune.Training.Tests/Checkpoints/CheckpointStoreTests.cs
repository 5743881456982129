using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Checkpoints;

public class CheckpointStoreTests
{
    private static readonly TrainingOptions Options = new() { MaxSteps = 8, Epochs = 8, BatchSize = 4, CheckpointEverySteps = 2 };

    [Fact]
    public void The_last_two_are_kept_and_are_whole()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path);
        var observer = new RecordingObserver();
        Run(store, Options, observer);
        Assert.Equal([8, 6], store.Steps());
        Assert.Equal(["step-00000006", "step-00000008"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.All(store.Steps(), step => Assert.Null(store.FindDamage(step)));
        Assert.Equal(4, observer.Checkpoints.Count);
    }

    [Theory]
    [InlineData("weights.safetensors", "flip")]
    [InlineData("optimizer.safetensors", "cut")]
    [InlineData("state.json", "delete")]
    [InlineData("manifest.json", "cut")]
    [InlineData("manifest.json", "delete")]
    public void A_damaged_checkpoint_is_passed_over_and_said_so(string file, string damage)
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path);
        var expected = Run(store, Options);
        Damage(Path.Combine(store.PathOf(8), file), damage);

        var observer = new RecordingObserver();
        var actual = Run(store, Options, observer);
        Assert.Contains("step 8 is damaged", observer.Messages[0], StringComparison.Ordinal);
        Assert.Contains("step 6 of 8", observer.Messages[1], StringComparison.Ordinal);
        Assert.Equal([7, 8], observer.Steps.Select(step => step.Step));
        Assert.Equal(expected, actual);
        Assert.Null(store.FindDamage(8));
    }

    [Fact]
    public void With_no_whole_checkpoint_the_run_starts_anew()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path);
        var expected = Run(store, Options);
        foreach (int step in store.Steps())
            Damage(Path.Combine(store.PathOf(step), "weights.safetensors"), "flip");
        var observer = new RecordingObserver();
        Assert.Equal(expected, Run(store, Options, observer));
        Assert.Equal(8, observer.Steps.Count);
        Assert.Equal(2, observer.Messages.Count);
    }

    [Fact]
    public void A_full_disk_leaves_earlier_checkpoints_and_no_rest()
    {
        using var folder = new TemporaryFolder();
        var files = new FailingFiles();
        var store = new CheckpointStore(folder.Path, files);
        var observer = new RecordingObserver { AfterStep = step => files.BytesLeft = step.Step == 6 ? 50_000 : files.BytesLeft };
        var error = Assert.Throws<AttuneException>(() => Run(store, Options, observer));
        Assert.Equal("ATT4210", error.Code);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(["step-00000002", "step-00000004"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.All(store.Steps(), step => Assert.Null(store.FindDamage(step)));

        files.BytesLeft = long.MaxValue;
        using var other = new TemporaryFolder();
        Assert.Equal(Run(new CheckpointStore(other.Path), Options), Run(store, Options));
    }

    [Fact]
    public void A_folder_without_permission_is_a_mistake_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path, new FailingFiles { RefuseRename = true });
        var error = Assert.Throws<AttuneException>(() => Run(store, Options));
        Assert.Equal("ATT4210", error.Code);
        Assert.Equal(folder.Path, error.File);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static float[][] Run(CheckpointStore store, TrainingOptions options, RecordingObserver? observer = null)
    {
        var model = TinyModel.Create();
        SupervisedFineTuning.Run(
            model, TinyModel.Rows(8), [], options, new AdamWOptions { LearningRate = 1e-2 }, new LinearSchedule(), store, observer);
        return TinyModel.Weights(model);
    }

    private static void Damage(string path, string how)
    {
        byte[] content = File.ReadAllBytes(path);
        if (how == "delete")
            File.Delete(path);
        else if (how == "cut")
            File.WriteAllBytes(path, content[..^7]);
        else
            File.WriteAllBytes(path, [.. content[..^1], (byte)(content[^1] ^ 1)]);
    }
}
