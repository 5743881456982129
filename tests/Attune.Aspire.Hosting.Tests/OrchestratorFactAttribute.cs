using System.Reflection;
using Aspire.Hosting;
using Attune.Hosting.Tests.Support;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>A fact that needs Aspire's orchestrator (DCP), which comes with a package for each system.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class OrchestratorFactAttribute : FactAttribute
{
    private const string Variable = "DcpPublisher__CliPath";

    public OrchestratorFactAttribute() => Skip = Program is null ? $"needs Aspire's orchestrator (package Aspire.Hosting.Orchestration.<system>; {Variable} names its dcp)" : null;

    private static string? Program { get; } = new[]
    {
        Environment.GetEnvironmentVariable(Variable),
        typeof(OrchestratorFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Orchestrator").Value,
    }.FirstOrDefault(File.Exists);

    /// <summary>An AppHost that runs without a dashboard.</summary>
    public static IDistributedApplicationBuilder Builder(string folder) => DistributedApplication.CreateBuilder(new DistributedApplicationOptions
    {
        // A dashboard must be named also where none is started.
        Args = ["--DcpPublisher:CliPath=" + Program, "--DcpPublisher:DashboardPath=" + Program],
        ProjectDirectory = folder,
        DisableDashboard = true,
    });

    /// <summary>An AppHost with a dashboard that anybody on this machine may look at.</summary>
    /// <param name="folder">The AppHost's folder.</param>
    /// <param name="dashboard">The dashboard's program.</param>
    /// <param name="pages">The address of its pages.</param>
    /// <param name="telemetry">Where it listens for telemetry.</param>
    /// <param name="resources">Where the AppHost tells it of resources.</param>
    public static IDistributedApplicationBuilder Builder(string folder, string dashboard, string pages, string telemetry, string resources) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args =
            [
                "--DcpPublisher:CliPath=" + Program, "--DcpPublisher:DashboardPath=" + dashboard, "--environment=Development",
                "--ASPNETCORE_URLS=" + pages, "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=" + telemetry, "--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=" + resources,
                "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true", "--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true",
            ],
            ProjectDirectory = folder,
        });
}

/// <summary>A fact that looks at an AppHost's dashboard in a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AppHostDashboardFactAttribute : OrchestratorFactAttribute
{
    public AppHostDashboardFactAttribute() => Skip ??= new DashboardPageFactAttribute().Skip;
}
