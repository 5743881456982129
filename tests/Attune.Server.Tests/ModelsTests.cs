using System.Net;
using Attune.Server.Tests.Support;

namespace Attune.Server.Tests;

/// <summary>/v1/models, /health, the key, and where a server listens.</summary>
public sealed class ModelsTests
{
    [Fact]
    public async Task Models_are_listed_and_found_by_names_with_a_slash()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served("team/colours:v1"));
        var client = server.Client.GetOpenAIModelClient();
        var listed = Assert.Single((await client.GetModelsAsync()).Value);
        Assert.Equal(("team/colours:v1", "attune"), (listed.Id, listed.OwnedBy));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), listed.CreatedAt);
        Assert.Equal(listed.Id, (await client.GetModelAsync("team/colours:v1")).Value.Id);
        var body = await server.Http.GetStringAsync("/models");
        Assert.Contains("\"root\":\"attune/tiny\"", body, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<System.ClientModel.ClientResultException>(() => client.GetModelAsync("team/none"));
        Assert.Equal(404, missing.Status);
        Assert.Contains("team/colours:v1", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_asked_for_everywhere_but_at_health()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(), new ModelServerOptions { ApiKey = RunningServer.Key });
        Assert.Single((await server.Client.GetOpenAIModelClient().GetModelsAsync()).Value);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health")).StatusCode);
        foreach (var key in new[] { null, "Bearer another", "Bearer " + RunningServer.Key + "x", "Basic " + RunningServer.Key })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
            request.Headers.TryAddWithoutValidation("Authorization", key);
            using var response = await server.Http.SendAsync(request);
            Assert.Equal((401, "invalid_api_key"), await RunningServer.ErrorOf(response) is var error ? (error.Status, error.Code) : default);
        }
    }

    [Fact]
    public async Task A_server_listens_on_the_loopback_interface_and_a_taken_port_is_told()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        var url = new Uri(server.Server.Url);
        Assert.Equal("127.0.0.1", url.Host);
        Assert.NotEqual(0, url.Port);
        var taken = await Assert.ThrowsAsync<AttuneException>(() => ModelServer.StartAsync([tiny.Served()], new ModelServerOptions { Port = url.Port }));
        Assert.Equal("ATT4450", taken.Code);
        Assert.Contains($"127.0.0.1:{url.Port}", taken.Message, StringComparison.Ordinal);
        Assert.Equal("ATT4450", Assert.Throws<AttuneException>(() => ModelServer.CheckAddress(new ModelServerOptions { Port = url.Port })).Code);
        ModelServer.CheckAddress(new ModelServerOptions { Port = 0 });
        Assert.Equal("ATT4450", (await Assert.ThrowsAsync<AttuneException>(() => ModelServer.StartAsync([tiny.Served()], new ModelServerOptions { Host = "my computer" }))).Code);
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(65536, 1, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 0)]
    public async Task Options_out_of_range_are_told(int port, int sequences, int queued)
    {
        using var tiny = new TinyChat();
        var options = new ModelServerOptions { Port = port, ConcurrentSequences = sequences, QueuedRequests = queued };
        Assert.Equal("ATT4451", (await Assert.ThrowsAsync<AttuneException>(() => ModelServer.StartAsync([tiny.Served()], options))).Code);
        Assert.Equal("ATT4451", (await Assert.ThrowsAsync<AttuneException>(() => ModelServer.StartAsync([tiny.Served(), tiny.Served()]))).Code);
    }
}
