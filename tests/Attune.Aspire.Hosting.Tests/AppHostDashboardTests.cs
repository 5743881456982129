using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting.Running;
using Attune.Hosting.Tests.Support;
using Attune.Sdk.Tests.Support;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>A tuning run of an AppHost, looked at in Aspire's dashboard in a browser.</summary>
[Collection(RunningAppHostCollection.Name)]
public sealed class AppHostDashboardTests
{
    [AppHostDashboardFact]
    public async Task A_run_has_rows_a_falling_loss_traces_and_commands()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(12));
        using var project = new TuningProject();
        project.Write("Recipe.cs", TuningProject.LongRecipe());
        var ports = new FreePorts();
        var pages = $"http://localhost:{ports.Next()}";
        var builder = OrchestratorFactAttribute.Builder(project.Folder, DashboardFactAttribute.Program!, pages, $"http://localhost:{ports.Next()}", $"http://localhost:{ports.Next()}");
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer();
        var evaluator = colours.AddEvaluator().WaitForCompletion(trainer).Resource;
        colours.AddModelServer(name: "colours-base").WithArgs("--base");
        await using var app = builder.Build();

        // It ends once all rows have been started, and the evaluator waits for the trainer's end.
        var start = app.StartAsync(limit.Token);
        await app.UntilAsync(trainer.Resource, news => news.Snapshot.State?.Text == KnownResourceStates.Running, limit.Token);

        await using var page = await DashboardPage.OpenAsync(pages, () => "");
        await page.GoAsync(pages, "colours-trainer", "colours-evaluator", "colours-base", "Running", "Waiting");
        await page.ShootAsync("apphost-resources");
        await MetricsPage.LossFallsAsync(page, pages, "colours-trainer", "apphost-metrics");
        var before = await app.UntilAsync(evaluator, HasFinished, limit.Token);
        await page.GoAsync(pages + "/traces/resource/colours-trainer", "tune ColourModel");
        await page.ShootAsync("apphost-traces");
        await page.GoAsync(pages + "/structuredlogs/resource/colours-trainer", "ColourModel");

        await page.GoAsync(pages + "/consolelogs/resource/colours-evaluator", "colours-evaluator", "Resource actions");
        await page.UntilAsync(
            "Evaluate",
            () => Task.FromResult(app.ResourceNotifications.TryGetCurrentState(before.ResourceId, out var now) && now.Snapshot.StartTimeStamp > before.Snapshot.StartTimeStamp),
            page.Click("Runs the assertions on the tuned models, without training."));
        await app.UntilAsync(
            evaluator, news => news.Snapshot.StartTimeStamp > before.Snapshot.StartTimeStamp && HasFinished(news), limit.Token);
        await page.ShootAsync("apphost-console");
        await start;
    }

    private static bool HasFinished(ResourceEvent news) => news.Snapshot is { ExitCode: 0, StopTimeStamp: not null };
}
