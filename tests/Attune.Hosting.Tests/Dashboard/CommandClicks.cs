using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Attune.Hosting.Tests.Support;
using UserProject = Attune.Sdk.Tests.Support.TuningProject;

namespace Attune.Hosting.Tests.Dashboard;

/// <summary>
/// Every command of a tuning project's rows, run by clicks in the dashboard's console pages. The effect of each click is looked for in
/// the host, which hears of it, or in the page; a click that has none is done again (<see cref="DashboardPage.UntilAsync"/>).
/// </summary>
internal sealed class CommandClicks(AttuneHost host, DashboardPage page, UserProject project)
{
    private const string Trainer = "colours-trainer";
    private const string Evaluator = "colours-evaluator";
    private const string Server = "colours-server";

    /// <summary>How often a dialog is filled anew where the host got something else than what was typed.</summary>
    private const int Attempts = 4;

    public async Task StopAtCheckpointAndResumeAsync()
    {
        await OpenAsync(Trainer);
        var running = await host.UntilAsync(Trainer, row => StepOf(row) > 0);

        // It holds still while the click is on its way, so that there is something to stop, however long that takes.
        await SignalAsync("STOP", running);
        await page.UntilAsync(
            "Stop at checkpoint",
            () => Task.FromResult(host.Catalog.Get(Trainer).State is ResourceState.Stopping or ResourceState.Stopped),
            page.Click("Finishes the step, writes a checkpoint and ends. Resume goes on from it, to the same bits."));
        await SignalAsync("CONT", running);
        var stopped = await host.UntilAsync(Trainer, ResourceState.Stopped);
        Assert.Equal("interrupted", Property(stopped, "attune.outcome.ColourModel"));
        Assert.NotEmpty(Directory.GetDirectories(project.PathOf(".attune"), "step-*", SearchOption.AllDirectories));
        await page.ShootAsync("stopped");

        await page.UntilAsync("Resume", () => Task.FromResult(host.Catalog.Get(Trainer).State != ResourceState.Stopped), page.ClickInMenu("Resume"));
        var again = await host.UntilAsync(Trainer, row => row.StartedAt > stopped.StartedAt && StepOf(row) > 0);
        Assert.True(StepOf(again) > StepOf(stopped), $"stopped at {StepOf(stopped)}, went on at {StepOf(again)}");
    }

    public async Task EvaluateAsync()
    {
        var before = await host.UntilAsync(Evaluator, ResourceState.Finished);
        await OpenAsync(Evaluator);
        await page.UntilAsync(
            "Evaluate",
            () => Task.FromResult(host.Catalog.Get(Evaluator) is var row && (row.State != ResourceState.Finished || row.StartedAt > before.StartedAt)),
            page.Click("Runs the assertions on the tuned models, without training."));
        await host.UntilAsync(Evaluator, row => row.StartedAt > before.StartedAt && row.State == ResourceState.Finished);
    }

    /// <summary>A command cannot open a page of the browser, so it shows a link, which the browser follows.</summary>
    public async Task OpenReportAsync()
    {
        await OpenAsync(Evaluator);
        var report = "";
        await page.UntilAsync("Open report", async () => (report = await page.LinkAsync("report ColourModel")).Length > 0, page.ClickInMenu("Open report"));
        await page.ShootAsync("open-report");
        Assert.Equal(host.Catalog.Get(Evaluator).Urls["report ColourModel"], report);
        await page.GoAsync(report, "ColourModel", "Holds");
        await page.ShootAsync("report");
    }

    /// <summary>Rows are added before each attempt, so there is something to tune.</summary>
    public Task TuneAsync() => AttemptAsync("Tune with recipe and threads", async attempt =>
    {
        project.WriteRows([.. UserProject.Rows(), $$"""{"text": "rose number {{attempt}} is red", "colour": "red"}"""]);
        var before = await host.UntilAsync(Trainer, row => row.State == ResourceState.Finished);
        await OpenAsync(Trainer);
        var dialog = await OpenDialogAsync("Tune with " + Trainer, page.Click("Asks for recipe and threads, and tunes what is not up to date."));
        const string Mistake = "A number of threads, 1 or more, or nothing.";
        await page.UntilAsync(
            "OK with a number of threads that is refused",
            async () => IsClosed(dialog) || await page.HasAsync(Mistake),
            page.Confirm(null, ("all", "ColourModel"), ("as the project says", "none")));
        if (IsClosed(dialog))
            return false;
        await page.ShootAsync("tune-dialog");
        await ConfirmAsync(dialog, null, ("all", "ColourModel"), ("as the project says", "2"));
        var again = await host.UntilAsync(Trainer, row => row.StartedAt > before.StartedAt && row.State == ResourceState.Finished);
        if (!again.CommandLine!.Contains("--recipe ColourModel") || !again.CommandLine.Contains("--threads 2"))
            return false;
        Assert.Equal("tuned", Property(again, "attune.outcome.ColourModel"));
        return true;
    });

    /// <param name="artifact">The hash of the weights that are to be served.</param>
    public async Task PromoteAsync(string artifact)
    {
        Assert.NotEqual(artifact, project.LockedWeights());
        var manifest = Directory.GetFiles(project.PathOf(".attune"), "artifact.json", SearchOption.AllDirectories).Single(path => File.ReadAllText(path).Contains(artifact));
        var hash = Path.GetFileName(Path.GetDirectoryName(manifest)!);
        await AttemptAsync("Promote", async _ =>
        {
            var before = await host.UntilAsync(Server, row => row.Health == ResourceHealth.Healthy);
            await OpenAsync(Server);
            var dialog = await OpenDialogAsync($"What {Server} serves", page.ClickInMenu("Promote"));
            await ConfirmAsync(dialog, hash);
            await host.UntilAsync(Server, row => row.StartedAt > before.StartedAt && row.Health == ResourceHealth.Healthy);
            return project.LockedWeights() == artifact;
        });
    }

    public Task CompareBlindAsync() => AttemptAsync("Compare blind", async _ =>
    {
        var file = project.PathOf(".attune/comparisons.jsonl");
        File.Delete(file);
        await host.UntilAsync("colours-base", row => row.Health == ResourceHealth.Healthy);
        await host.UntilAsync(Server, row => row.Health == ResourceHealth.Healthy);
        await OpenAsync(Server);
        var question = await OpenDialogAsync("Compare blind", page.ClickInMenu("Compare blind"));
        await ConfirmAsync(question, "colours-base", ("what both are asked", "thing number 7 is blue"));
        var answers = await OpenDialogAsync("Which answer is better?", act: null);
        await ConfirmAsync(answers, "neither is better");
        await page.UntilTextAsync("A was ", file);
        await page.ShootAsync("compare-result");
        var line = JsonNode.Parse(Assert.Single(File.ReadAllLines(file)))!;
        Assert.Equal([Server, "colours-base"], new[] { (string?)line["a"]!["server"], (string?)line["b"]!["server"] }.OrderDescending());
        return (string?)line["better"] == "neither" && (string?)line["prompt"] == "thing number 7 is blue";
    });

    public async Task StopAsync(string row)
    {
        Assert.Equal(ResourceState.Running, host.Catalog.Get(row).State);
        await OpenAsync(row);
        await page.UntilAsync(
            "Stop", () => Task.FromResult(host.Catalog.Get(row).State != ResourceState.Running), page.Click("Asks the process to end, and ends it after 30 seconds."));
        await host.UntilAsync(row, ResourceState.Stopped);
    }

    private static async Task AttemptAsync(string what, Func<int, Task<bool>> isAsTyped)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await isAsTyped(attempt))
                return;
        }

        throw new TimeoutException($"{what}: the host never got what was typed, {Attempts} times.");
    }

    /// <summary>Acts until the host asks something and the page shows it.</summary>
    private async Task<OpenDialog> OpenDialogAsync(string title, Func<Task<string?>>? act)
    {
        await page.UntilAsync(title, () => Task.FromResult(host.OpenDialogs().Any(dialog => dialog.Title == title)), act);
        await page.UntilTextAsync(title);
        return host.OpenDialogs().First(dialog => dialog.Title == title);
    }

    private async Task ConfirmAsync(OpenDialog dialog, string? choice, params (string Placeholder, string Text)[] texts)
    {
        await page.UntilAsync("OK", () => Task.FromResult(IsClosed(dialog)), page.Confirm(choice, texts));

        // A click that was done twice has asked twice. What comes next has another title.
        await page.UntilAsync("Cancel what was asked twice", () => Task.FromResult(!host.OpenDialogs().Any(open => open.Title == dialog.Title)), page.Click("Cancel"));
    }

    private bool IsClosed(OpenDialog dialog) => !host.OpenDialogs().Contains(dialog);

    /// <summary>The page has the row's name only once it has heard of it from the host.</summary>
    private Task OpenAsync(string row) => page.GoAsync($"{host.Dashboard!.Addresses.FrontEnd}/consolelogs/resource/{row}", row, "Resource actions");

    private static async Task SignalAsync(string signal, ResourceSnapshot row)
    {
        using var kill = Process.Start("kill", ["-" + signal, row.ProcessId!.Value.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The step of <c>1,234 of 16,000</c>; 0 where none is told.</summary>
    private static int StepOf(ResourceSnapshot row) => Property(row, "attune.step") is { } text
        ? int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : 0;

    private static string? Property(ResourceSnapshot row, string name) => row.Properties.Find(property => property.Name == name)?.Value;
}
