using System.Data.Common;
using System.Globalization;
using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Sdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>A real tuning project in a real AppHost: Aspire's orchestrator runs the processes.</summary>
[Collection(RunningAppHostCollection.Name)]
public sealed class AppHostFunctionalTests
{
    [OrchestratorFact]
    public async Task A_project_is_built_tuned_evaluated_and_served()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        var builder = OrchestratorFactAttribute.Builder(project.Folder);
        var colours = builder.AddTuningProject("colours", ".");
        var trainer = colours.AddTrainer();
        var evaluator = colours.AddEvaluator().WaitForCompletion(trainer);
        var server = colours.AddModelServer().WaitForCompletion(evaluator);
        await using var app = builder.Build();
        await app.StartAsync(limit.Token);

        var trained = await EndedAsync(app, trainer.Resource, limit.Token);
        Assert.Equal(0, trained.ExitCode);
        Assert.Equal("Trainer", trained.ResourceType);
        Assert.NotEmpty(project.LockedWeights());
        await app.ResourceNotifications.WaitForResourceAsync(
            trainer.Resource.Name,
            news => Value(news.Snapshot, "attune.outcome.ColourModel") == "tuned" && Value(news.Snapshot, "attune.loss") is not null && Report(news.Snapshot) is not null,
            limit.Token);

        try
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(server.Resource.Name, limit.Token);
        }
        catch (DistributedApplicationException e)
        {
            Assert.Fail($"{e.Message}\n{await LinesAsync(app, evaluator.Resource, server.Resource)}");
        }

        var parts = new DbConnectionStringBuilder { ConnectionString = await server.Resource.ConnectionStringExpression.GetValueAsync(limit.Token) };
        Assert.Equal("ColourModel", parts["Model"]);
        using var http = new HttpClient();
        using var refused = await http.GetAsync(new Uri(parts["Endpoint"] + "/models"), limit.Token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)parts["Key"]);
        Assert.Contains("ColourModel", await http.GetStringAsync(new Uri(parts["Endpoint"] + "/models"), limit.Token), StringComparison.Ordinal);

        await CommandsDoWhatTheyDoInTheLocalHost(app, evaluator.Resource, limit.Token);
    }

    [OrchestratorFact]
    public async Task A_run_is_stopped_at_a_checkpoint_and_goes_on_from_it()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var project = new TuningProject();
        project.Write("Recipe.cs", TuningProject.Recipe("answer.Text.Should().NotBeNull();", "Name the colour.", epochs: 100_000));
        var builder = OrchestratorFactAttribute.Builder(project.Folder);
        var trainer = builder.AddTuningProject("colours", ".").AddTrainer().Resource;
        await using var app = builder.Build();
        await app.StartAsync(limit.Token);
        await app.ResourceNotifications.WaitForResourceAsync(trainer.Name, news => StepOf(news.Snapshot) > 5, limit.Token);

        var outcome = await app.ResourceCommands.ExecuteCommandAsync(trainer, "stop-at-checkpoint", limit.Token);
        Assert.True(outcome.Success, outcome.Message);
        var stopped = (await app.ResourceNotifications.WaitForResourceAsync(
            trainer.Name, news => news.Snapshot.ExitCode is not null && Value(news.Snapshot, "attune.outcome.ColourModel") is not null, limit.Token)).Snapshot;
        Assert.Equal("interrupted", Value(stopped, "attune.outcome.ColourModel"));
        var last = StepOf(stopped);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(trainer, "resume", limit.Token)).Success);

        // The first step that the next run tells of comes after the last one of this run.
        var again = await app.ResourceNotifications.WaitForResourceAsync(
            trainer.Name, news => news.Snapshot.StartTimeStamp > stopped.StartTimeStamp && StepOf(news.Snapshot) > 0, limit.Token);
        Assert.True(StepOf(again.Snapshot) > last, $"stopped at {last}, went on at {StepOf(again.Snapshot)}");
    }

    /// <summary>The step of <c>1,234 of 16,000</c>; 0 where none is told.</summary>
    private static int StepOf(CustomResourceSnapshot row) => Value(row, "attune.step") is { } text
        ? int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>What the console pages of rows show.</summary>
    private static async Task<string> LinesAsync(DistributedApplication app, params IResource[] resources)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        var lines = new List<string>();
        foreach (var resource in resources)
        {
            await foreach (var batch in logs.GetAllAsync(resource))
                lines.AddRange(batch.Select(line => $"{resource.Name}: {line.Content}"));
        }

        return string.Join('\n', lines);
    }

    private static async Task CommandsDoWhatTheyDoInTheLocalHost(DistributedApplication app, EvaluatorResource evaluator, CancellationToken limit)
    {
        var before = await EndedAsync(app, evaluator, limit);
        Assert.Contains("%", Value(before, "attune.assertion.ColourModel.Holds"), StringComparison.Ordinal);
        var shown = await app.ResourceCommands.ExecuteCommandAsync(evaluator, "open-report", limit);
        Assert.True(shown.Success, shown.Message);
        Assert.Contains("report.html", shown.Data?.Value, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Contains("<html", await http.GetStringAsync(new Uri(Report(before)!), limit), StringComparison.OrdinalIgnoreCase);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(evaluator, "evaluate", limit)).Success);
        var again = await app.ResourceNotifications.WaitForResourceAsync(
            evaluator.Name, news => news.Snapshot.StartTimeStamp > before.StartTimeStamp && news.Snapshot.ExitCode is not null, limit);
        Assert.Equal(0, again.Snapshot.ExitCode);
    }

    private static async Task<CustomResourceSnapshot> EndedAsync(DistributedApplication app, IResource resource, CancellationToken limit) =>
        (await app.ResourceNotifications.WaitForResourceAsync(
            resource.Name, news => news.Snapshot.ExitCode is not null && Report(news.Snapshot) is not null, limit)).Snapshot;

    private static string? Value(CustomResourceSnapshot row, string name) => row.Properties.FirstOrDefault(property => property.Name == name)?.Value as string;

    private static string? Report(CustomResourceSnapshot row) => row.Urls.FirstOrDefault(url => url.Name == "report ColourModel")?.Url;
}
