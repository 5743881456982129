using System.Text.Json;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Dashboard;

/// <summary>A real run in the real dashboard that is led by clicks alone, with every command there is.</summary>
public sealed class DashboardTourTests
{
    [DashboardPageFact]
    public async Task Every_command_is_run_by_clicks()
    {
        using var project = new UserProject();
        project.Write("Recipe.cs", UserProject.LongRecipe());
        await using var host = await StartAsync(project);
        var dashboard = host.Dashboard!;
        var pages = dashboard.Addresses.FrontEnd;
        await using var page = await DashboardPage.OpenAsync(dashboard.LoginUrl, () => dashboard.Log);
        var clicks = new CommandClicks(host, page, project);

        // The rows, with what they wait for, while the project is built.
        await page.UntilTextAsync("colours-trainer", "colours-evaluator", "colours-server", "ticker", "Waiting");
        await clicks.StopAtCheckpointAndResumeAsync();
        await page.GoAsync(pages, "colours-trainer", "Running");
        await page.ShootAsync("resources-running");
        await MetricsPage.LossFallsAsync(page, pages, "colours-trainer", "metrics");
        await host.UntilAsync("colours-trainer", ResourceState.Finished);
        var first = project.LockedWeights();
        await page.GoAsync(pages + "/traces/resource/colours-trainer", "tune ColourModel");
        await page.ShootAsync("traces");
        await page.GoAsync(pages + "/structuredlogs/resource/colours-trainer", "ColourModel");
        await page.ShootAsync("logs");
        await clicks.EvaluateAsync();
        await clicks.OpenReportAsync();
        await clicks.TuneAsync();
        await clicks.PromoteAsync(first);
        await clicks.CompareBlindAsync();
        await page.GoAsync(pages + "/consolelogs/resource/ticker", "tick 1");
        await page.ShootAsync("console");
        await clicks.StopAsync("ticker");
        await page.GoAsync(pages, "Finished");
        await page.ShootAsync("resources");
        await AssertTelemetryAsync(pages, dashboard.Keys.Browser);
    }

    private static async Task<AttuneHost> StartAsync(UserProject project)
    {
        var builder = Hosts.Builder(project.Folder);
        (builder.ShowsDashboard, builder.ApplicationName) = (true, "colours");
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer();
        var evaluator = colours.AddEvaluator().WaitForCompletion(trainer);
        colours.AddModelServer().WaitFor(evaluator);
        colours.AddModelServer(name: "colours-base").WithArguments("--base");
        builder.AddShell("ticker", "i=0; while true; do i=$((i+1)); echo tick $i; sleep 1; done");
        var host = builder.Build();
        await host.StartAsync();
        using var limit = new CancellationTokenSource(Hosts.Patience);
        using var http = new HttpClient();
        Assert.True(await host.Dashboard!.UntilReadyAsync(http, TimeProvider.System, limit.Token), host.Dashboard.Log);
        return host;
    }

    private static async Task AssertTelemetryAsync(string frontEnd, string key)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-api-key", key);
        using var resources = JsonDocument.Parse(await http.GetStringAsync(frontEnd + "/api/telemetry/resources"));
        Assert.Contains(resources.RootElement.EnumerateArray(), resource => resource.GetProperty("name").GetString() == "colours-trainer");
        var traces = await http.GetStringAsync(frontEnd + "/api/telemetry/spans?resource=colours-trainer");
        Assert.Contains("epoch ", traces); // the answer is limited; most spans of a run are epochs
        http.DefaultRequestHeaders.Clear();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(frontEnd + "/api/telemetry/resources"))).StatusCode);
    }
}
