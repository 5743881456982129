using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Hosting.Reports;

/// <summary>
/// Shows report pages in the browser, which opens no file from a page of the dashboard. Only files that were published are
/// shown, only on this machine's own address, each under an address that cannot be guessed: reports hold rows of the user.
/// </summary>
internal sealed class ReportServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _urls = new(StringComparer.Ordinal);
    private readonly WebApplication _application;

    private ReportServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _application = builder.Build();
        _application.Run(ShowAsync);
    }

    private string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<ReportServer> StartAsync()
    {
        var server = new ReportServer();
        await server._application.StartAsync().ConfigureAwait(false);
        return server;
    }

    /// <summary>The address of a page; the same for the same file.</summary>
    public string Publish(string file)
    {
        var path = _urls.GetOrAdd(Path.GetFullPath(file), _ => "/" + RandomNumberGenerator.GetHexString(32, lowercase: true) + "/report.html");
        _files[path] = file;
        return Url + path;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _application.StopAsync(limit.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ShowAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || !_files.TryGetValue(http.Request.Path.Value ?? "", out var file) || !File.Exists(file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(file, http.RequestAborted).ConfigureAwait(false);
    }
}
