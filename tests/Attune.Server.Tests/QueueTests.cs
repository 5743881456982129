using System.Net;
using Attune.Server.Tests.Support;

namespace Attune.Server.Tests;

/// <summary>The engine's queue, with a model that waits for the test at each step.</summary>
public sealed class QueueTests
{
    private const string Path = "/v1/chat/completions";
    private const string Body = """{"model": "colours", "messages": [{"role": "user", "content": "hi"}], "max_tokens": 20}""";

    [Fact]
    public async Task A_full_queue_is_told_with_a_time_to_try_again()
    {
        using var tiny = new TinyChat();
        using var gate = new GatedModel(tiny.Model);
        await using var server = await RunningServer.StartAsync(
            tiny.Served(model: gate, endless: true), new ModelServerOptions { ConcurrentSequences = 1, QueuedRequests = 1 });
        var first = server.PostAsync(Path, Body);
        await server.UntilAsync(model => model.GetProperty("running_sequences").GetInt32() == 1);
        var second = server.PostAsync(Path, Body);
        await server.UntilAsync(model => model.GetProperty("queued_requests").GetInt32() == 1);
        using var third = await server.PostAsync(Path, Body);
        Assert.Equal((429, "rate_limit_exceeded"), await RunningServer.ErrorOf(third) is var error ? (error.Status, error.Code) : default);
        Assert.Equal(TimeSpan.FromSeconds(1), third.Headers.RetryAfter?.Delta);
        gate.Allow(1000);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_goes_away_ends_its_generation(bool stream)
    {
        const int asked = 4000;
        using var tiny = new TinyChat(maxPositions: 4096);
        using var gate = new GatedModel(tiny.Model);
        await using var server = await RunningServer.StartAsync(tiny.Served(model: gate, endless: true));
        using var gone = new CancellationTokenSource();
        var body = $$"""{"model": "colours", "messages": [{"role": "user", "content": "hi"}], "max_tokens": {{asked}}, "stream": {{(stream ? "true" : "false")}}}""";
        var request = server.PostAsync(Path, body, gone.Token);
        await server.UntilAsync(model => model.GetProperty("running_sequences").GetInt32() == 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await server.UntilAsync(model =>
        {
            gate.Allow(1); // the server sees it at some step
            return model.GetProperty("running_sequences").GetInt32() == 0;
        });
        Assert.True(gate.Steps < asked, $"{gate.Steps} steps were computed for nobody.");

        // And the next one is served.
        gate.Allow(1000);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Path, Body)).StatusCode);
    }

    [Fact]
    public async Task A_stop_lets_running_requests_end()
    {
        using var tiny = new TinyChat();
        using var gate = new GatedModel(tiny.Model);
        await using var server = await RunningServer.StartAsync(
            tiny.Served(model: gate, endless: true), new ModelServerOptions { ShutdownTimeout = TimeSpan.FromMinutes(1) });
        var running = server.PostAsync(Path, Body);
        await server.UntilAsync(model => model.GetProperty("running_sequences").GetInt32() == 1);
        var stop = server.Server.StopAsync();
        Assert.False(stop.IsCompleted);
        gate.Allow(1000);
        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Http.GetAsync("/health"));
    }

    [Fact]
    public async Task What_fails_in_the_engine_fails_its_requests_and_no_others()
    {
        using var tiny = new TinyChat();
        using var gate = new GatedModel(tiny.Model) { FailNext = true };
        await using var server = await RunningServer.StartAsync(tiny.Served(model: gate));
        gate.Allow(1000);
        var error = await server.FailAsync(Path, Body);
        Assert.Equal((500, "internal_error"), (error.Status, error.Code));
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        var answer = await server.AskAsync(Path, Body);
        Assert.Equal(
            tiny.Alone(tiny.Encode("hi"), new Models.GenerationOptions { MaxNewTokens = 20 }).Text,
            answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }
}
