using System.Buffers.Binary;
using System.Net;
using Attune.Hosting.Commands;
using Attune.Hosting.Declarations;
using Attune.Hosting.Dialogs;
using Attune.Hosting.ResourceService;
using Attune.Hosting.ResourceService.Methods;
using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;
using Google.Protobuf;

namespace Attune.Hosting.Tests.ResourceService;

/// <summary>The service as a client sees it on the wire: frames, trailers, keys.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private const string Key = "secret";
    private static readonly HttpClient Http = new();
    private readonly ResourceCatalog _catalog = new();
    private readonly Interactions _interactions = new();
    private ServiceServer _server = null!;

    public async Task InitializeAsync()
    {
        var definition = new ResourceDefinition("row", "Executable") { Command = _ => throw new InvalidOperationException() };
        var instances = new Dictionary<string, ResourceInstance> { ["row"] = new(definition, 0) };
        _catalog.Add(instances["row"].FirstSnapshot(DateTimeOffset.UnixEpoch));
        var commands = new RowCommands([], instances);
        _server = await ServiceServer.StartAsync(
            [
                new GetApplicationInformation("tests"), new WatchResources(_catalog, new ResourceMessages(commands, instances)),
                new WatchResourceConsoleLogs(_catalog), new ExecuteResourceCommand(commands), new WatchInteractions(_interactions),
            ],
            Key);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_unary_call_is_answered()
    {
        using var response = await SendAsync("GetApplicationInformation", Frame(new ApplicationInformationRequest()));
        Assert.Equal("tests", (await ReadAsync(response, ApplicationInformationResponse.Parser)).ApplicationName);
        Assert.Equal("0", await StatusAsync(response));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secre")]
    [InlineData("secret!")]
    public async Task A_wrong_key_is_refused(string key)
    {
        using var response = await SendAsync("GetApplicationInformation", Frame(new ApplicationInformationRequest()), key);
        Assert.Equal("16", await StatusAsync(response));
    }

    [Fact]
    public async Task An_unknown_method_is_refused()
    {
        using var response = await SendAsync("UploadFile", []);
        Assert.Equal("12", await StatusAsync(response));
    }

    [Theory]
    [InlineData(new byte[0], "3")]
    [InlineData(new byte[] { 0, 0, 0 }, "3")]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, "3")]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, "12")]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, "8")]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 10, 200 }, "3")]
    public async Task A_bad_frame_is_refused(byte[] body, string status)
    {
        using var response = await SendAsync("WatchResourceConsoleLogs", body);
        Assert.Equal(status, await StatusAsync(response));
    }

    [Fact]
    public async Task Rows_come_first_whole_and_then_as_they_change()
    {
        using var response = await SendAsync("WatchResources", Frame(new WatchResourcesRequest()));
        var row = (await ReadAsync(response, WatchResourcesUpdate.Parser)).InitialData.Resources.Single();
        Assert.Equal(("row", "Executable", "Waiting"), (row.Name, row.ResourceType, row.State));
        Assert.NotNull(row.CreatedAt);
        _catalog.Update("row", snapshot => snapshot with { State = ResourceState.Failed, ExitCode = 3 });
        var changed = (await ReadAsync(response, WatchResourcesUpdate.Parser)).Changes.Value.Single().Upsert;
        Assert.Equal(("Failed", "error"), (changed.State, changed.StateStyle));
        Assert.Contains(changed.Properties, property => property.Name == "resource.exitCode" && property.Value.StringValue == "3");
    }

    [Fact]
    public async Task Lines_come_in_order_and_end_where_nobody_follows()
    {
        for (var i = 1; i <= 450; i++)
            _catalog.Log("row").Add("line " + i, isError: i == 2);
        using var response = await SendAsync("WatchResourceConsoleLogs", Frame(new WatchResourceConsoleLogsRequest { ResourceName = "row", SuppressFollow = true }));
        var lines = new List<ConsoleLogLine>();
        while (lines.Count < 450)
            lines.AddRange((await ReadAsync(response, WatchResourceConsoleLogsUpdate.Parser)).LogLines);
        Assert.Equal(Enumerable.Range(1, 450), lines.Select(line => line.LineNumber));
        Assert.True(lines[1].IsStdErr);
        Assert.Equal("0", await StatusAsync(response));

        using var unknown = await SendAsync("WatchResourceConsoleLogs", Frame(new WatchResourceConsoleLogsRequest { ResourceName = "ghost" }));
        Assert.Equal("5", await StatusAsync(unknown));
    }

    private async Task<HttpResponseMessage> SendAsync(string method, byte[] body, string key = Key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{_server.Url}/aspire.v1.DashboardService/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        if (key.Length > 0)
            request.Headers.Add(ServiceServer.KeyHeader, key);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static byte[] Frame(IMessage message)
    {
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var stream = await response.Content.ReadAsStreamAsync();
        var prefix = new byte[5];
        await stream.ReadExactlyAsync(prefix);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await stream.ReadExactlyAsync(body);
        return parser.ParseFrom(body);
    }

    private static async Task<string> StatusAsync(HttpResponseMessage response)
    {
        await (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
        return response.TrailingHeaders.TryGetValues("grpc-status", out var trailer) ? trailer.Single() : response.Headers.GetValues("grpc-status").Single();
    }
}
