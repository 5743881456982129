using Attune.Hosting.Dashboard;
using Attune.Tests.Inspection;

namespace Attune.Hosting.Tests.Support;

/// <summary>A fact that needs the Aspire dashboard, found as a host finds it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class DashboardFactAttribute : FactAttribute
{
    /// <summary>The dashboard's program, or null.</summary>
    public static string? Program { get; } =
        new DashboardProgram(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
            .FindAsync(TextWriter.Null, CancellationToken.None).GetAwaiter().GetResult();

    public DashboardFactAttribute() =>
        Skip = Program is null ? "needs the Aspire dashboard (npm package @microsoft/aspire-cli-linux-x64; ATTUNE_ASPIRE names its command)" : null;
}

/// <summary>A fact that looks at the dashboard in a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DashboardPageFactAttribute : DashboardFactAttribute
{
    public DashboardPageFactAttribute() => Skip ??= Chromium.Program is null ? "needs Chromium, which is not on this machine (apt-get install chromium)" : null;
}
