using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Attune.Sdk.Tests.Support;

/// <summary>Takes OTLP over HTTP on the loopback interface and keeps what was sent.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string? Header, byte[] Body)> _requests = new();

    public OtlpReceiver()
    {
        Endpoint = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _ = Task.Run(ReceiveAsync);
    }

    public string Endpoint { get; }

    /// <summary>The value of the header <c>x-key</c> of every request.</summary>
    public IEnumerable<string?> Keys => _requests.Select(request => request.Header);

    public IReadOnlyList<ProtobufMessage> Spans => [.. Of("/v1/traces").SelectMany(body => body.All(1, 2, 2))];

    public IReadOnlyList<ProtobufMessage> Metrics => [.. Of("/v1/metrics").SelectMany(body => body.All(1, 2, 2))];

    public IReadOnlyList<ProtobufMessage> Logs => [.. Of("/v1/logs").SelectMany(body => body.All(1, 2, 2))];

    /// <summary>The text attributes of the resources of all spans.</summary>
    public ILookup<string, string> Resource => Of("/v1/traces").SelectMany(body => body.All(1, 1, 1))
        .ToLookup(attribute => attribute.Text(1), attribute => attribute.All(2).Single().Text(1));

    public void Dispose() => _listener.Close();

    private IEnumerable<ProtobufMessage> Of(string path) =>
        _requests.Where(request => request.Path == path).Select(request => new ProtobufMessage(request.Body));

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _requests.Enqueue((context.Request.Url!.AbsolutePath, context.Request.Headers["x-key"], body.ToArray()));
                context.Response.StatusCode = 200;
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // closed
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
