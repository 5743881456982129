using Attune.Hosting.Dialogs;
using Attune.Hosting.Progress;
using Attune.Hosting.Reports;
using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;
using Attune.TestSupport;

namespace Attune.Hosting.Tests.Progress;

/// <summary>Lines of an events file become properties, addresses and notifications.</summary>
public sealed class EventTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Interactions _interactions = new();
    private readonly ResourceCatalog _catalog = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_shown_as_it_goes()
    {
        var row = await ApplyAsync(
            """{"event":"phase","phase":"tune","recipe":"R"}""",
            """{"event":"step","recipe":"R","step":12,"steps":1200,"epoch":0.25,"loss":1.23456,"heldOutLoss":1.5,"learningRate":0.0002,"gradientNorm":0.5,"tokensPerSecond":8120.4,"secondsLeft":754}""",
            """{"event":"assertion","recipe":"R","name":"Holds","base":0.1,"tuned":0.925,"low":0.88,"high":0.95,"p":0.001,"atLeast":0.9,"passed":true}""");
        Assert.Equal("tuning", Value(row, "attune.phase"));
        Assert.Equal("12 of 1,200", Value(row, "attune.step"));
        Assert.Equal("1.2346", Value(row, "attune.loss"));
        Assert.Equal("1.5000", Value(row, "attune.heldOutLoss"));
        Assert.Equal("2.00e-4", Value(row, "attune.learningRate"));
        Assert.Equal("8,120", Value(row, "attune.tokensPerSecond"));
        Assert.Equal("13 min", Value(row, "attune.secondsLeft"));
        Assert.Equal("10.0 % → 92.5 % (88.0 % to 95.0 %), passed", Value(row, "attune.assertion.R.Holds"));
        Assert.Empty(Notifications());
    }

    [Fact]
    public async Task What_somebody_waits_for_is_told_with_the_report()
    {
        File.WriteAllText(_folder.File("report.html"), "<p>the report</p>");
        var row = await ApplyAsync(
            """{"event":"assertion","recipe":"R","name":"Holds","base":0,"tuned":0.5,"atLeast":0.9,"passed":false}""",
            $$"""{"event":"artifact","recipe":"R","folder":"{{_folder.Path}}","report":"{{_folder.File("report.html")}}"}""",
            """{"event":"ended","recipe":"R","outcome":"tuned","message":"Tuned and evaluated."}""");
        var report = row.Urls[ReportUrls.Name("R")];
        Assert.Equal(_folder.Path, Value(row, "attune.artifact.R"));
        Assert.Collection(
            Notifications(),
            failed => Assert.Equal(("R: Holds fails", MessageIntent.Error), (failed.Title, failed.Notification.Intent)),
            tuned =>
            {
                Assert.Equal(("R is tuned", "Tuned and evaluated."), (tuned.Title, tuned.Message));
                Assert.Equal(report, tuned.Notification.LinkUrl);
            });
    }

    [Fact]
    public async Task Why_a_recipe_failed_is_told_and_stands_in_the_row()
    {
        var row = await ApplyAsync("""{"event":"ended","recipe":"R","outcome":"failed","message":"rows.jsonl(1,1): error ATT3002: There are no rows."}""");
        Assert.Equal("rows.jsonl(1,1): error ATT3002: There are no rows.", Value(row, "attune.failure.R"));
        Assert.Equal("R failed", Assert.Single(Notifications()).Title);
    }

    [Fact]
    public async Task What_is_not_understood_changes_nothing()
    {
        var row = await ApplyAsync("no json", "[]", "1", "{}", """{"event":"news","recipe":"R"}""", """{"event":"step","loss":"high"}""", """{"event":7}""");
        Assert.Empty(row.Properties);
        Assert.Contains(_catalog.Log("row").After(0), line => line.IsError);
    }

    [Fact]
    public async Task Only_published_reports_are_shown()
    {
        await using var reports = await ReportServer.StartAsync();
        File.WriteAllText(_folder.File("report.html"), "<p>the report</p>");
        var url = reports.Publish(_folder.File("report.html"));
        Assert.Equal(url, reports.Publish(_folder.File("report.html")));
        using var http = new HttpClient();
        Assert.Equal("<p>the report</p>", await http.GetStringAsync(url));
        foreach (var other in new[] { "/", "/report.html", "/../report.html", "/" + new string('0', 32) + "/report.html" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync(new Uri(new Uri(url), other))).StatusCode);
    }

    private async Task<ResourceSnapshot> ApplyAsync(params string[] lines)
    {
        await using var reports = await ReportServer.StartAsync();
        File.WriteAllLines(_folder.File("events.jsonl"), lines);
        _catalog.Add(new ResourceSnapshot { Name = "row", DisplayName = "row", Type = "Trainer" });
        var watch = new ProgressWatch(_catalog, new ProgressContext(_interactions, reports), TimeProvider.System);
        await watch.FollowAsync("row", _folder.File("events.jsonl"), new CancellationToken(canceled: true));
        return _catalog.Get("row");
    }

    private IReadOnlyList<WatchInteractionsResponseUpdate> Notifications()
    {
        var revision = 0L;
        return _interactions.After(ref revision);
    }

    private static string Value(ResourceSnapshot row, string name) => row.Properties.Single(property => property.Name == name).Value;
}
