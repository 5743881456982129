using Attune.Artifacts;
using Attune.Models;
using Attune.TestSupport;

namespace Attune.Tests.Artifacts;

public sealed class LockFileTests
{
    private static readonly ArtifactInputs Inputs = new("b", "t", "r", "o", "0.1.0");

    [Fact]
    public void Survives_a_round_trip_in_a_stable_order()
    {
        using var folder = new TemporaryFolder();
        var file = new LockFile();
        file.Recipes["Zebra"] = new LockedRecipe("attune/tiny", Inputs, "w1");
        file.Recipes["Apple"] = new LockedRecipe("attune/tiny", Inputs, "w2");
        file.Write(folder.Path);
        var text = File.ReadAllText(folder.File(LockFile.FileName));
        Assert.True(text.IndexOf("Apple", StringComparison.Ordinal) < text.IndexOf("Zebra", StringComparison.Ordinal));
        Assert.Equal("w1", LockFile.Read(folder.Path).Recipes["Zebra"].Weights);
        Assert.Equal(Inputs, LockFile.Read(folder.Path).Recipes["Apple"].Inputs);
    }

    [Fact]
    public void Is_not_written_where_it_would_not_change()
    {
        using var folder = new TemporaryFolder();
        new LockFile().Write(folder.Path);
        var path = folder.File(LockFile.FileName);
        var old = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        LockFile.Read(folder.Path).Write(folder.Path);
        Assert.Equal(old, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void A_merge_conflict_is_an_error_at_its_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(LockFile.FileName), "{\n<<<<<<< HEAD\n}");
        var error = Assert.Throws<AttuneException>(() => LockFile.Read(folder.Path));
        Assert.Equal(("ATT4302", 2), (error.Code, error.Line));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_and_leaves_no_half_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        var error = Assert.Throws<AttuneException>(() => AtomicFile.WriteText(Path.Combine(folder.File("file"), "lock"), "x"));
        Assert.Equal("ATT4110", error.Code);
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }
}
