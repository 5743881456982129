using Attune.Preparation;
using Attune.TestSupport;
using Attune.Tuning;

namespace Attune.Tests.Tuning;

/// <summary>One run at a time trains into a folder, and what else keeps it from that is not told as another run.</summary>
public sealed class TuningLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_is_refused_until_the_first_has_ended()
    {
        using (Take("Model"))
            Assert.Equal("ATT4318", Assert.Throws<AttuneException>(() => Take("Model")).Code);
        Take("Model").Dispose();
    }

    [Fact]
    public void A_fault_of_the_file_system_is_told_as_one()
    {
        // No file system takes a name of 300 characters; as a full disk, this is an IOException with a number of its own.
        var refused = Assert.Throws<AttuneException>(() => Take(new string('M', 300)));
        Assert.Equal("ATT4110", refused.Code);
        Assert.Contains("Make space, or give write permission", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_told_as_that()
    {
        Directory.CreateDirectory(_folder.File(".attune/work/Model-0123.lock"));
        var refused = Assert.Throws<AttuneException>(() => Take("Model"));
        Assert.Equal("ATT4110", refused.Code);
        Assert.EndsWith("Model-0123.lock", refused.File, StringComparison.Ordinal);
    }

    private IDisposable Take(string recipe) => TuningLock.Take(new ProjectPlace(_folder.Path, _ => null), recipe, _folder.File("0123"));
}
