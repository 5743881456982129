using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Attune.Packages.Tests.Support;

/// <summary>A program that serves a model on a port of the loopback address; it ends with the test.</summary>
internal sealed class ModelServerProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);
    private readonly Process _process;
    private readonly HttpClient _http;

    public ModelServerProcess(Process process, int port)
    {
        _process = process;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the server is healthy and asks it one question.</summary>
    public async Task<string> AskAsync(string model, string? system, string question)
    {
        await HealthyAsync();
        var messages = new[] { ("system", system), ("user", question) }.Where(message => message.Item2 is not null).Select(message => new { role = message.Item1, content = message.Item2 });
        using var response = await _http.PostAsJsonAsync("/v1/chat/completions", new { model, messages });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task HealthyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_limit)
        {
            Assert.False(_process.HasExited, "The server ended before it was healthy.");
            try
            {
                using var response = await _http.GetAsync("/health");
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(200);
        }

        Assert.Fail($"The server was not healthy after {s_limit}.");
    }
}
