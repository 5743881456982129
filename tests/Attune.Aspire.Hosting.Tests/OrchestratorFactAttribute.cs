using System.Reflection;
using Aspire.Hosting;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>A fact that needs Aspire's orchestrator (DCP), which comes with a package for each system.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OrchestratorFactAttribute : FactAttribute
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
}
