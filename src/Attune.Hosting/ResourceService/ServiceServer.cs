using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Hosting.ResourceService;

/// <summary>The resource service: gRPC on HTTP/2 without TLS, on this machine's own address only, for who knows the key.</summary>
internal sealed class ServiceServer : IAsyncDisposable
{
    public const string KeyHeader = "x-resource-service-api-key";

    private const string Service = "/aspire.v1.DashboardService/";

    private readonly WebApplication _application;
    private readonly Dictionary<string, IGrpcMethod> _methods;
    private readonly byte[] _key;

    private ServiceServer(IEnumerable<IGrpcMethod> methods, string key)
    {
        _methods = methods.ToDictionary(method => Service + method.Name, StringComparer.Ordinal);
        _key = Encoding.UTF8.GetBytes(key);

        // Empty: no configuration from files or the environment, such as ASPNETCORE_URLS, and no logging to the console.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;

            // Streams are silent for as long as nothing happens.
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>Its address, with the port that it got.</summary>
    public string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<ServiceServer> StartAsync(IEnumerable<IGrpcMethod> methods, string key)
    {
        var server = new ServiceServer(methods, key);
        await server._application.StartAsync().ConfigureAwait(false);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // Streams that never end by themselves must not hold up the end.
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _application.StopAsync(limit.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext http)
    {
        http.Response.ContentType = "application/grpc";
        var (status, message) = await CallAsync(http).ConfigureAwait(false);
        if (http.RequestAborted.IsCancellationRequested)
            return;
        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        var text = Uri.EscapeDataString(message);
        if (http.Response.HasStarted)
        {
            http.Response.AppendTrailer("grpc-status", number);
            http.Response.AppendTrailer("grpc-message", text);
        }
        else
        {
            http.Response.Headers["grpc-status"] = number;
            http.Response.Headers["grpc-message"] = text;
        }
    }

    private async Task<(GrpcStatus Status, string Message)> CallAsync(HttpContext http)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers[KeyHeader].ToString()), _key))
            return (GrpcStatus.Unauthenticated, $"The header {KeyHeader} is missing or wrong.");
        if (!_methods.TryGetValue(http.Request.Path.Value ?? "", out var method))
            return (GrpcStatus.Unimplemented, $"There is no method {http.Request.Path}.");
        try
        {
            await method.HandleAsync(new GrpcCall(http)).ConfigureAwait(false);
            return (GrpcStatus.Ok, "");
        }
        catch (GrpcException e)
        {
            return (e.Status, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return (GrpcStatus.Ok, "");
        }
    }
}
