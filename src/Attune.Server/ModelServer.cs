using System.Net;
using System.Net.Sockets;
using Attune.Server.Engine;
using Attune.Server.Http;
using Attune.Server.OpenAi;
using Attune.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Server;

/// <summary>
/// Serves models by OpenAI's HTTP API. Each model is owned by one engine loop, which computes what clients ask together;
/// an answer does not depend on what else is asked.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IReadOnlyList<HostedModel> _models;
    private readonly RequestTelemetry _telemetry;
    private bool _stopped;

    private ModelServer(WebApplication app, IReadOnlyList<HostedModel> models, RequestTelemetry telemetry) =>
        (_app, _models, _telemetry) = (app, models, telemetry);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8080</c>; the real port where 0 was asked for.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    /// <summary>Looks whether a server could listen now, so that nobody loads a model for one that cannot.</summary>
    /// <param name="options">Where and how.</param>
    /// <remarks>Another program may take the port after this; <see cref="StartAsync"/> tells it then.</remarks>
    /// <exception cref="AttuneException">ATT4450: the address or port cannot be used. ATT4451: an option is out of its range.</exception>
    public static void CheckAddress(ModelServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var address = AddressOf(options.Host);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, options.Port));

            // Two that are bound to one port do not disturb each other before they listen.
            socket.Listen();
        }
        catch (SocketException refusal)
        {
            throw CannotListen(options, refusal);
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="models">What to serve, each under its own name.</param>
    /// <param name="options">Where and how; the defaults where null.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="AttuneException">ATT4450: the address or port cannot be used. ATT4451: an option is out of its range, or two models have one name.</exception>
    public static async Task<ModelServer> StartAsync(
        IReadOnlyList<ServedModel> models, ModelServerOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        options ??= new ModelServerOptions();
        options.Check();
        CheckNames(models);
        var address = AddressOf(options.Host);
        var hosted = models.Select(model => new HostedModel(model, new EngineLoop(model, options.ConcurrentSequences, options.QueuedRequests))).ToList();
        var telemetry = new RequestTelemetry(options.Time, hosted);
        var server = new ModelServer(HttpHost.Build(options, address, new HostedModels(hosted), telemetry), hosted, telemetry);
        try
        {
            await server._app.StartAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch (Exception failure)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            if (failure is not (IOException or SocketException))
                throw;
            throw CannotListen(options, failure);
        }
    }

    /// <summary>Takes no further connections, and waits for running requests as long as the options say; then ends them.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        foreach (var model in _models)
            model.Engine.Dispose();
        _telemetry.Dispose();
    }

    private static AttuneException CannotListen(ModelServerOptions options, Exception failure) => new(
        "ATT4450", $"The server cannot listen on {options.Host}:{options.Port}: {failure.Message}", "Choose another port, or 0 for a free one.", inner: failure);

    private static void CheckNames(IReadOnlyList<ServedModel> models)
    {
        if (models.GroupBy(model => model.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new AttuneException("ATT4451", $"Two models have the name '{twice.Key}'.", "Give each its own.");
    }

    private static IPAddress AddressOf(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" or "+" => IPAddress.Any,
        _ when IPAddress.TryParse(host, out var address) => address,
        _ => throw new AttuneException("ATT4450", $"'{host}' is not an address to listen on.", "Give an IP address, such as 127.0.0.1, or 0.0.0.0 for all."),
    };
}
