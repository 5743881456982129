using Attune.Artifacts;
using Attune.TestSupport;

namespace Attune.Tests.Artifacts;

/// <summary>Who wins the lock file: the last run, or what somebody chose.</summary>
public sealed class PromotionTests : IDisposable
{
    private static readonly ArtifactInputs Inputs = new("b", "t", "r", "o", "0.1.0");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_run_wins_where_nobody_chose()
    {
        var promotion = new Promotion(_folder.Path);
        Assert.Null(promotion.Offer(Finish(Inputs)));
        var next = Finish(Inputs with { Rows = "other" });
        Assert.Null(promotion.Offer(next));
        Assert.Equal(next.Manifest.Weights, Locked().Weights);
        Assert.False(Locked().Promoted);
        Assert.DoesNotContain("promoted", File.ReadAllText(_folder.File(LockFile.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_promoted_artifact_stays_until_another_is_promoted_or_none()
    {
        var promotion = new Promotion(_folder.Path);
        var (old, now) = (Finish(Inputs), Finish(Inputs with { Rows = "other" }));
        promotion.Offer(now);
        promotion.Promote(old);
        Assert.Equal(old.Folder, promotion.Offer(now)?.Folder);
        Assert.Equal(old.Manifest.Weights, Locked().Weights);
        promotion.Promote(now);
        Assert.Equal(now.Folder, promotion.Offer(old)?.Folder);
        promotion.Follow(now);
        Assert.Null(promotion.Offer(old));
        Assert.Equal(old.Manifest.Weights, Locked().Weights);
    }

    [Fact]
    public void The_promoted_artifact_itself_may_be_tuned_again()
    {
        var promotion = new Promotion(_folder.Path);
        var only = Finish(Inputs);
        promotion.Promote(only);
        Assert.Null(promotion.Offer(only));
        Assert.True(Locked().Promoted);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("template")]
    [InlineData("tokens")]
    [InlineData("damaged")]
    [InlineData("gone")]
    public void A_promoted_artifact_that_cannot_be_served_any_more_gives_way(string why)
    {
        var promotion = new Promotion(_folder.Path);
        var old = Finish(Inputs);
        promotion.Promote(old);
        var now = why switch
        {
            "base" => Finish(Inputs with { Base = "other" }),
            "template" => Finish(Inputs with { Template = "other" }),
            "tokens" => Finish(Inputs with { Recipe = "other" }, "320 <colour>"),
            _ => Finish(Inputs with { Rows = "other" }),
        };
        if (why == "damaged")
            File.AppendAllText(Path.Combine(old.Folder, old.Manifest.WeightsFile), "x");
        else if (why == "gone")
            Directory.Delete(old.Folder, recursive: true);
        Assert.Null(promotion.Offer(now));
        Assert.Equal(now.Manifest.Weights, Locked().Weights);
        Assert.False(Locked().Promoted);
    }

    private LockedRecipe Locked() => LockFile.Read(_folder.Path).Recipes["Model"];

    private Artifact Finish(ArtifactInputs inputs, params string[] tokens)
    {
        var store = new ArtifactStore(_folder.Path);
        var place = store.FolderOf("Model", inputs);
        Directory.CreateDirectory(place);
        var weights = Path.Combine(place, "w.bin");
        File.WriteAllText(weights, inputs.Combined);
        new ArtifactManifest
        {
            Recipe = "Model",
            Base = "attune/tiny",
            Inputs = inputs,
            WeightsFile = "w.bin",
            Weights = Fingerprint.OfFile(weights),
            AddedTokens = tokens,
            Steps = 1,
            FinalLoss = 0.5,
            TrainSeconds = 1,
            TrainedTokens = 10,
        }.Write(place);
        return new Artifact(place, ArtifactManifest.TryRead(place)!);
    }
}
