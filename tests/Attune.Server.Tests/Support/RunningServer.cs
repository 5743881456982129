using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using System.Text.Json;
using OpenAI;

namespace Attune.Server.Tests.Support;

/// <summary>A server on a free port of the loopback interface, with a plain client and OpenAI's own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Key = "a-key";

    private RunningServer(ModelServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = new Uri(server.Url) };
        Client = new OpenAIClient(
            new ApiKeyCredential(Key), new OpenAIClientOptions { Endpoint = new Uri(server.Url + "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
    }

    public ModelServer Server { get; }

    public HttpClient Http { get; }

    public OpenAIClient Client { get; }

    public static async Task<RunningServer> StartAsync(ServedModel model, ModelServerOptions? options = null) =>
        new(await ModelServer.StartAsync([model], (options ?? new ModelServerOptions()) with { Port = 0 }));

    public Task<HttpResponseMessage> PostAsync(string path, string json, CancellationToken cancellation = default) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), cancellation);

    /// <summary>Posts, and expects an answer.</summary>
    public async Task<JsonElement> AskAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>Posts, and expects OpenAI's error object.</summary>
    public async Task<(int Status, string? Code, string? Parameter, string Message)> FailAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        return await ErrorOf(response);
    }

    public static async Task<(int Status, string? Code, string? Parameter, string Message)> ErrorOf(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("error");
        Assert.NotNull(error.GetProperty("type").GetString());
        return ((int)response.StatusCode, error.GetProperty("code").GetString(), error.GetProperty("param").GetString(), error.GetProperty("message").GetString()!);
    }

    /// <summary>Waits until the health of the first model says so.</summary>
    public async Task UntilAsync(Func<JsonElement, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!holds(JsonSerializer.Deserialize<JsonElement>(await Http.GetStringAsync("/health", limit.Token)).GetProperty("models")[0]))
            await Task.Delay(5, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
