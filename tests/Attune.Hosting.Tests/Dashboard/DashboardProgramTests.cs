using Attune.Hosting.Dashboard;
using Attune.TestSupport;

namespace Attune.Hosting.Tests.Dashboard;

/// <summary>What is said where the dashboard is not found.</summary>
public sealed class DashboardProgramTests
{
    [Fact]
    public async Task A_name_that_is_no_file_or_no_aspire_command_is_said()
    {
        using var folder = new TemporaryFolder();
        var text = folder.File("aspire");
        Assert.Contains($"ATTUNE_ASPIRE names '{text}', which is no file: ", await HintAsync(folder, text), StringComparison.Ordinal);
        File.WriteAllText(text, "no program");
        Assert.Contains($"ATTUNE_ASPIRE names '{text}', which is no aspire command: ", await HintAsync(folder, text), StringComparison.Ordinal);
    }

    private static async Task<string> HintAsync(TemporaryFolder home, string named)
    {
        var search = new DashboardProgram(name => name == DashboardProgram.Variable ? named : null, home.Path);
        Assert.Null(await search.FindAsync(TextWriter.Null, CancellationToken.None));
        return search.Hint;
    }
}
