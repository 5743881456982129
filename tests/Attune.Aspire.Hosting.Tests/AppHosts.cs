using Aspire.Hosting;
using Attune.TestSupport;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>AppHosts over a folder with one tuning project, which is declared and never run.</summary>
internal sealed class AppHosts : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AppHosts()
    {
        Directory.CreateDirectory(Project);
        File.WriteAllText(Path.Combine(Project, "SupportBot.csproj"), "<Project Sdk=\"Attune.Sdk/0.1.0\" />");
    }

    public string Project => Path.Combine(_folder.Path, "SupportBot");

    public string AppHost => Path.Combine(_folder.Path, "AppHost");

    public IDistributedApplicationBuilder Builder(bool publishes = false) => DistributedApplication.CreateBuilder(new DistributedApplicationOptions
    {
        Args = publishes ? ["--publisher", "manifest", "--output-path", Path.Combine(_folder.Path, "manifest.json")] : [],
        ProjectDirectory = Directory.CreateDirectory(AppHost).FullName,
        DisableDashboard = true,
    });

    public void WriteLock(string json) => File.WriteAllText(Path.Combine(Project, "attune.lock.json"), json);

    public void Dispose() => _folder.Dispose();
}
