using Attune.Artifacts;
using Attune.TestSupport;

namespace Attune.Tests.Artifacts;

public sealed class ArtifactStoreTests
{
    private static readonly ArtifactInputs Inputs = new("b", "t", "r", "o", "0.1.0");

    [Fact]
    public void Finds_only_finished_runs_with_these_inputs_and_whole_weights()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path);
        Assert.Null(store.Find("Model", Inputs));
        Assert.Null(store.Newest("Model"));
        var place = Finish(store, Inputs);
        Assert.Equal(place, store.Find("Model", Inputs)!.Folder);
        Assert.Equal(Inputs, store.Newest("Model")!.Inputs);
        Assert.Null(store.Find("Model", Inputs with { Rows = "other" }));
        File.AppendAllText(Path.Combine(place, "w.bin"), "damaged");
        Assert.Null(store.Find("Model", Inputs));
        File.Delete(Path.Combine(place, "w.bin"));
        Assert.Null(store.Find("Model", Inputs));
    }

    [Fact]
    public void A_broken_manifest_is_no_artifact()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtifactStore(folder.Path);
        var place = Finish(store, Inputs);
        File.WriteAllText(Path.Combine(place, ArtifactManifest.FileName), "{ half");
        Assert.Null(store.Find("Model", Inputs));
    }

    [Fact]
    public void Says_which_inputs_differ() => Assert.Equal(
        ["chat template", "recipe options"],
        Inputs.DifferencesFrom(Inputs with { Template = "x", Recipe = "y" }));

    [Fact]
    public void Parts_of_a_fingerprint_cannot_run_together()
    {
        using var one = new Fingerprint();
        using var two = new Fingerprint();
        Assert.NotEqual(one.Add("a", "bc").Add("d", "").ToHex(), two.Add("a", "b").Add("cd", "").ToHex());
    }

    private static string Finish(ArtifactStore store, ArtifactInputs inputs)
    {
        var place = store.FolderOf("Model", inputs);
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, "w.bin"), "weights");
        new ArtifactManifest
        {
            Recipe = "Model",
            Base = "attune/tiny",
            Inputs = inputs,
            WeightsFile = "w.bin",
            Weights = Fingerprint.OfFile(Path.Combine(place, "w.bin")),
            Steps = 1,
            FinalLoss = 0.5,
            TrainSeconds = 1,
            TrainedTokens = 10,
        }.Write(place);
        return place;
    }
}
