using Attune.Hosting.Dashboard;
using Attune.Tests.Inspection;

namespace Attune.Hosting.Tests.Support;

/// <summary>A fact that needs the Aspire dashboard, found as a host finds it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class DashboardFactAttribute : FactAttribute
{
    /// <summary>The dashboard's program, or null.</summary>
    public static string? Program { get; } =
        new DashboardProgram(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)).Find();

    public DashboardFactAttribute() =>
        Skip = Program is null ? "needs the Aspire dashboard (npm package @microsoft/aspire-cli-linux-x64; ATTUNE_ASPIRE names its command)" : null;
}

/// <summary>A fact that looks at the dashboard in a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DashboardPageFactAttribute : DashboardFactAttribute
{
    public DashboardPageFactAttribute() => Skip ??= Chromium.Program is null ? "needs Chromium, which is not on this machine (apt-get install chromium)" : null;
}

/// <summary>A fact of many clicks, each of which waits for a real process: minutes, and on a busy machine a click may be lost.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DashboardTourFactAttribute : DashboardFactAttribute
{
    public DashboardTourFactAttribute() =>
        Skip ??= Chromium.Program is null || Environment.GetEnvironmentVariable("ATTUNE_CLICKS") != "1"
            ? "clicks through every command of the dashboard where ATTUNE_CLICKS is 1 and Chromium is there; not yet steady on a busy machine"
            : null;
}
