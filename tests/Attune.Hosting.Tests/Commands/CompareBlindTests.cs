using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Hosting.Commands;
using Attune.Hosting.Declarations;
using Attune.Hosting.Dialogs;
using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;
using Attune.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Attune.Hosting.Tests.Commands;

/// <summary>Two servers that speak the OpenAI API, and a person who answers the dialogs.</summary>
public sealed class CompareBlindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Interactions _interactions = new();
    private readonly ResourceCatalog _catalog = new();
    private readonly Dictionary<string, ResourceInstance> _instances = [];
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _folder.Dispose();
        _http.Dispose();
    }

    [Theory]
    [InlineData(true, "B", "other")]
    [InlineData(false, "B", "mine")]
    [InlineData(true, "neither", "neither")]
    public async Task The_choice_is_written_down_under_the_servers_name(bool toss, string choice, string better)
    {
        await using var mine = await AddServerAsync("mine", "the answer of ```mine```");
        await using var other = await AddServerAsync("other", "42");
        var running = Command(toss).ExecuteAsync(_instances["mine"], CancellationToken.None);
        await AnswerAsync("Compare blind", ("prompt", "What is the answer?"), ("other", "other"));
        var shown = await AnswerAsync("Which answer is better?", ("better", choice));
        Assert.DoesNotContain("other", shown.Message);
        Assert.Equal(toss, shown.Message.IndexOf("42", StringComparison.Ordinal) > shown.Message.IndexOf("mine", StringComparison.Ordinal));
        Assert.Equal(CommandOutcomeKind.Done, (await running).Kind);

        var line = JsonNode.Parse(Assert.Single(File.ReadAllLines(_folder.File(".attune/comparisons.jsonl"))))!;
        Assert.Equal(better, (string?)line["better"]);
        Assert.Equal("What is the answer?", (string?)line["prompt"]);
        Assert.Equal(toss ? "mine" : "other", (string?)line["a"]!["server"]);
        Assert.Equal(toss ? "42" : "the answer of ```mine```", (string?)line["b"]!["answer"]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_and_nothing_is_written()
    {
        await using var mine = await AddServerAsync("mine", "yes");
        await using var broken = await AddServerAsync("broken", null);
        var commands = new RowCommands([Command(true)], _instances);
        var running = commands.ExecuteAsync("mine", "compare-blind", CancellationToken.None);
        await AnswerAsync("Compare blind", ("prompt", "Well?"), ("other", "broken"));
        var outcome = await running;
        Assert.Equal(CommandOutcomeKind.Failed, outcome.Kind);
        Assert.Contains("error ATT4406: broken did not answer: 500", outcome.Message);
        Assert.False(Directory.Exists(_folder.File(".attune")));
    }

    [Fact]
    public async Task One_server_alone_cannot_be_compared()
    {
        await using var mine = await AddServerAsync("mine", "yes");
        Assert.Equal(CommandOutcomeKind.Failed, (await Command(true).ExecuteAsync(_instances["mine"], CancellationToken.None)).Kind);
    }

    private CompareBlindCommand Command(bool toss) =>
        new(_interactions, _catalog, _instances, new ChatClient(_http, name => name == "ATTUNE_API_KEY" ? "of the host" : null), () => toss, TimeProvider.System, _folder.Path);

    /// <summary>Answers the dialog with a title once it is shown.</summary>
    private async Task<WatchInteractionsResponseUpdate> AnswerAsync(string title, params (string Name, string Value)[] values)
    {
        while (true)
        {
            var version = _interactions.Changed.Version;
            var revision = 0L;
            if (_interactions.After(ref revision).FirstOrDefault(update => update.Title == title) is { } dialog)
            {
                var answer = dialog.InputsDialog.Clone();
                foreach (var (name, value) in values)
                    answer.InputItems.Single(input => input.Name == name).Value = value;
                _interactions.Answer(new WatchInteractionsRequestUpdate { InteractionId = dialog.InteractionId, InputsDialog = answer });
                return dialog;
            }

            await _interactions.Changed.WaitAsync(version, CancellationToken.None);
        }
    }

    /// <param name="name">The row.</param>
    /// <param name="answer">What it answers; null: an error.</param>
    private async Task<WebApplication> AddServerAsync(string name, string? answer)
    {
        var application = WebApplication.CreateSlimBuilder().Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapGet("/v1/models", () => new { data = new[] { new { id = "model-of-" + name } } });
        application.MapPost("/v1/chat/completions", (JsonElement request, HttpContext context) =>
        {
            Assert.Equal("Bearer of the host", context.Request.Headers.Authorization.ToString());
            Assert.Equal("model-of-" + name, request.GetProperty("model").GetString());
            return answer is null
                ? Results.Json(new { error = new { message = "out of memory" } }, statusCode: 500)
                : Results.Json(new { choices = new[] { new { message = new { role = "assistant", content = answer } } } });
        });
        await application.StartAsync();
        var definition = new ResourceDefinition(name, "Model server") { Command = _ => throw new InvalidOperationException(), IsModelServer = true };
        _instances.Add(name, new ResourceInstance(definition, 0));
        var first = _instances[name].FirstSnapshot(DateTimeOffset.UnixEpoch);
        _catalog.Add(first with { State = ResourceState.Running, Urls = first.Urls.Add("http", application.Urls.First()) });
        return application;
    }
}
