using System.Globalization;
using System.Text.Json.Nodes;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Dashboard;

/// <summary>Every command of a tuning project's rows, run by clicks in the dashboard's console pages.</summary>
internal sealed class CommandClicks(AttuneHost host, DashboardPage page, UserProject project)
{
    private const string Trainer = "colours-trainer";
    private const string Evaluator = "colours-evaluator";
    private const string Server = "colours-server";

    public async Task StopAtCheckpointAndResumeAsync()
    {
        await OpenAsync(Trainer);
        await host.UntilAsync(Trainer, row => StepOf(row) > 0);
        await page.ClickAsync("Finishes the step, writes a checkpoint and ends. Resume goes on from it, to the same bits.");
        var stopped = await host.UntilAsync(Trainer, ResourceState.Stopped);
        Assert.Equal("interrupted", Property(stopped, "attune.outcome.ColourModel"));
        Assert.NotEmpty(Directory.GetDirectories(project.PathOf(".attune"), "step-*", SearchOption.AllDirectories));
        await page.ShootAsync("stopped");

        await page.ClickInMenuAsync("Resume");
        var again = await host.UntilAsync(Trainer, row => row.StartedAt > stopped.StartedAt && StepOf(row) > 0);
        Assert.True(StepOf(again) > StepOf(stopped), $"stopped at {StepOf(stopped)}, went on at {StepOf(again)}");
        await host.UntilAsync(Trainer, ResourceState.Finished);
    }

    public async Task EvaluateAsync()
    {
        var before = await host.UntilAsync(Evaluator, ResourceState.Finished);
        await OpenAsync(Evaluator);
        await page.ClickAsync("Runs the assertions on the tuned models, without training.");
        await host.UntilAsync(Evaluator, row => row.StartedAt > before.StartedAt && row.State == ResourceState.Finished);
    }

    /// <summary>A command cannot open a page of the browser, so it shows a link, which the browser follows.</summary>
    public async Task OpenReportAsync()
    {
        await OpenAsync(Evaluator);
        await page.ClickInMenuAsync("Open report");
        var report = await page.LinkAsync("report ColourModel");
        await page.ShootAsync("open-report");
        Assert.Equal(host.Catalog.Get(Evaluator).Urls["report ColourModel"], report);
        await page.GoAsync(report, "ColourModel", "Holds");
        await page.ShootAsync("report");
    }

    /// <summary>Rows were added since the last run, so there is something to tune.</summary>
    public async Task TuneAsync()
    {
        await OpenAsync(Trainer);
        await page.ClickAsync("Asks for recipe and threads, and tunes what is not up to date.");
        await page.UntilTextAsync("Tune with " + Trainer);
        await page.TypeAsync("all", "ColourModel");
        await page.TypeAsync("as the project says", "none");
        await page.ClickAsync("OK");
        await page.UntilTextAsync("A number of threads, 1 or more, or nothing.");
        await page.ShootAsync("tune-dialog");
        await page.TypeAsync("as the project says", "2");
        await page.ClickAsync("OK");
        var again = await host.UntilAsync(Trainer, row => row.CommandLine!.Contains("--recipe ColourModel") && row.State == ResourceState.Finished);
        Assert.Contains("--threads 2", again.CommandLine);
        Assert.Equal("tuned", Property(again, "attune.outcome.ColourModel"));
    }

    /// <param name="artifact">The hash of the weights that are to be served.</param>
    public async Task PromoteAsync(string artifact)
    {
        var before = await host.UntilAsync(Server, row => row.Health == ResourceHealth.Healthy);
        Assert.NotEqual(artifact, project.LockedWeights());
        var manifest = Directory.GetFiles(project.PathOf(".attune"), "artifact.json", SearchOption.AllDirectories).Single(path => File.ReadAllText(path).Contains(artifact));
        await OpenAsync(Server);
        await page.ClickInMenuAsync("Promote");
        await page.UntilTextAsync("What " + Server + " serves");
        await page.ChooseAsync(Path.GetFileName(Path.GetDirectoryName(manifest)!));
        await page.ShootAsync("promote-dialog");
        await page.ClickAsync("OK");
        await host.UntilAsync(Server, row => row.StartedAt > before.StartedAt && row.Health == ResourceHealth.Healthy);
        Assert.Equal(artifact, project.LockedWeights());
    }

    public async Task CompareBlindAsync()
    {
        await host.UntilAsync("colours-base", row => row.Health == ResourceHealth.Healthy);
        await OpenAsync(Server);
        await page.ClickInMenuAsync("Compare blind");
        await page.TypeAsync("what both are asked", "thing number 7 is blue");
        await page.ChooseAsync("colours-base");
        await page.ShootAsync("compare-dialog");
        await page.ClickAsync("OK");
        await page.UntilTextAsync("Which answer is better?");
        await page.ChooseAsync("neither is better");
        await page.ShootAsync("compare-answers");
        await page.ClickAsync("OK");
        await page.UntilTextAsync("A was ", project.PathOf(".attune/comparisons.jsonl"));
        await page.ShootAsync("compare-result");
        var line = JsonNode.Parse(Assert.Single(File.ReadAllLines(project.PathOf(".attune/comparisons.jsonl"))))!;
        Assert.Equal("neither", (string?)line["better"]);
        Assert.Equal([Server, "colours-base"], new[] { (string?)line["a"]!["server"], (string?)line["b"]!["server"] }.OrderDescending());
    }

    public async Task StopAsync(string row)
    {
        Assert.Equal(ResourceState.Running, host.Catalog.Get(row).State);
        await OpenAsync(row);
        await page.ClickAsync("Asks the process to end, and ends it after 30 seconds.");
        await host.UntilAsync(row, ResourceState.Stopped);
    }

    /// <summary>The page has the row's name only once it has heard of it from the host.</summary>
    private Task OpenAsync(string row) => page.GoAsync($"{host.Dashboard!.Addresses.FrontEnd}/consolelogs/resource/{row}", row, "Resource actions");

    /// <summary>The step of <c>1,234 of 16,000</c>; 0 where none is told.</summary>
    private static int StepOf(ResourceSnapshot row) => Property(row, "attune.step") is { } text
        ? int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : 0;

    private static string? Property(ResourceSnapshot row, string name) => row.Properties.Find(property => property.Name == name)?.Value;
}
