using System.Text.Json;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Dashboard;

/// <summary>A real run in the real dashboard, seen by its API and in a browser.</summary>
public sealed class DashboardPageTests
{
    [DashboardPageFact]
    public async Task A_tuning_run_is_seen_in_the_dashboard()
    {
        using var project = new UserProject();
        await using var host = await StartAsync(project);
        var dashboard = host.Dashboard!;
        await using var page = await DashboardPage.OpenAsync(dashboard.LoginUrl);

        // The rows, with what they wait for, while the project is built.
        await page.UntilTextAsync("colours-trainer", "colours-evaluator", "ticker", "Waiting");
        await host.UntilAsync("colours-evaluator", ResourceState.Finished);
        await page.UntilTextAsync("Finished");
        await page.ShootAsync("resources");

        await page.GoAsync(dashboard.Addresses.FrontEnd + "/consolelogs/resource/ticker", "tick 1");
        await page.ShootAsync("console");
        await ClickStopAsync(host, page, dashboard.Addresses.FrontEnd);
        await TuneByDialogAsync(host, page, dashboard.Addresses.FrontEnd);

        await page.GoAsync(dashboard.Addresses.FrontEnd + "/metrics/resource/colours-trainer?meter=Attune&instrument=attune.training.loss&duration=1&view=Graph", "attune.training.loss");
        await page.ShootAsync("metrics");
        await page.GoAsync(dashboard.Addresses.FrontEnd + "/traces/resource/colours-trainer", "tune ColourModel");
        await page.ShootAsync("traces");
        await page.GoAsync(dashboard.Addresses.FrontEnd + "/structuredlogs/resource/colours-trainer", "ColourModel");
        await page.ShootAsync("logs");
        await AssertTelemetryAsync(dashboard.Addresses.FrontEnd, dashboard.Keys.Browser);
    }

    private static async Task<AttuneHost> StartAsync(UserProject project)
    {
        var builder = Hosts.Builder(project.Folder);
        (builder.ShowsDashboard, builder.ApplicationName) = (true, "colours");
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer();
        colours.AddEvaluator().WaitForCompletion(trainer);
        builder.AddShell("ticker", "i=0; while true; do i=$((i+1)); echo tick $i; sleep 1; done");
        var host = builder.Build();
        await host.StartAsync();
        using var limit = new CancellationTokenSource(Hosts.Patience);
        using var http = new HttpClient();
        Assert.True(await host.Dashboard!.UntilReadyAsync(http, TimeProvider.System, limit.Token), host.Dashboard.Log);
        return host;
    }

    /// <summary>A command run by a click on its button.</summary>
    private static async Task ClickStopAsync(AttuneHost host, DashboardPage page, string frontEnd)
    {
        Assert.Equal(ResourceState.Running, host.Catalog.Get("ticker").State);
        await page.GoAsync(frontEnd + "/consolelogs/resource/ticker", "tick");
        await page.ClickAsync("Asks the process to end, and ends it after 30 seconds.");
        await host.UntilAsync("ticker", ResourceState.Stopped);
    }

    /// <summary>A command that asks for arguments in a dialog.</summary>
    private static async Task TuneByDialogAsync(AttuneHost host, DashboardPage page, string frontEnd)
    {
        await page.GoAsync(frontEnd + "/consolelogs/resource/colours-trainer", "held-out");
        await page.ClickAsync("Asks for recipe and threads, and tunes what is not up to date.");
        await page.UntilTextAsync("Tune with colours-trainer");
        await page.TypeAsync("all", "ColourModel");
        await page.TypeAsync("as the project says", "none");
        await page.ClickAsync("OK");
        await page.UntilTextAsync("A number of threads, 1 or more, or nothing.");
        await page.ShootAsync("dialog");
        await page.TypeAsync("as the project says", "2");
        await page.ClickAsync("OK");
        var again = await host.UntilAsync("colours-trainer", snapshot => snapshot.State == ResourceState.Finished && snapshot.CommandLine!.Contains("--recipe ColourModel"));
        Assert.Contains("--threads 2", again.CommandLine);
    }

    private static async Task AssertTelemetryAsync(string frontEnd, string key)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-api-key", key);
        using var resources = JsonDocument.Parse(await http.GetStringAsync(frontEnd + "/api/telemetry/resources"));
        Assert.Contains(resources.RootElement.EnumerateArray(), resource => resource.GetProperty("name").GetString() == "colours-trainer");
        var traces = await http.GetStringAsync(frontEnd + "/api/telemetry/spans?resource=colours-trainer");
        Assert.Contains("tune ColourModel", traces);
        http.DefaultRequestHeaders.Clear();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(frontEnd + "/api/telemetry/resources"))).StatusCode);
    }
}
