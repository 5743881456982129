using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.TestSupport;

namespace Attune.Tests.Inspection;

/// <summary>A headless Chromium with one page, driven by its own protocol (DevTools over a web socket).</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Of one wait and of one command; only a defect takes as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _complaints = [];
    private Process _process = null!;
    private int _number;

    /// <summary>The program, or null where there is none.</summary>
    public static string? Program { get; } = Array.Find(Places, File.Exists);

    /// <summary>Errors of scripts and the console, and addresses that were asked for and are no files.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens an inspection page.</summary>
    public static Task<Chromium> OpenAsync(string file) =>
        OpenAsync(new Uri(file), "document.readyState === 'complete' && document.querySelectorAll('#list li').length > 0");

    /// <summary>Opens any page, and waits until an expression is true in it.</summary>
    public static async Task<Chromium> OpenAsync(Uri address, string ready)
    {
        var browser = new Chromium();
        try
        {
            await browser.StartAsync();
            foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
                await browser.SendAsync(domain + ".enable");
            await browser.SendAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
            await browser.WaitForAsync(ready);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var fault), fault.ToString());
        var result = answer.GetProperty("result");
        return result.TryGetProperty("value", out var value) ? value : default;
    }

    public async Task<string> TextAsync(string selector) =>
        (await EvaluateAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).textContent")).GetString()!;

    /// <summary>Presses keys as a person does; one character each, or a name such as <c>ArrowRight</c>.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            var down = new JsonObject { ["type"] = "keyDown", ["key"] = key };
            if (key.Length == 1)
                down["text"] = key;
            await SendAsync("Input.dispatchKeyEvent", down);
            await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key });
        }
    }

    public Task PreferAsync(string scheme) => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _profile.Dispose();
    }

    private async Task StartAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        _process = Process.Start(new ProcessStartInfo(Program!,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={_profile.Path}", "about:blank",
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();

        // Chromium writes the port that it took, and the browser's own address, into its profile.
        var portFile = _profile.File("DevToolsActivePort");
        while (!File.Exists(portFile) || new FileInfo(portFile).Length == 0)
            await Task.Delay(20, limit.Token);
        var port = (await File.ReadAllLinesAsync(portFile, limit.Token))[0];
        using var http = new HttpClient();
        using var pages = JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/json/list", limit.Token));
        var page = pages.RootElement.EnumerateArray().First(target => target.GetProperty("type").GetString() == "page");
        await _socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), limit.Token);
    }

    /// <summary>Ends once an expression is true in the page.</summary>
    /// <exception cref="OperationCanceledException">It never was.</exception>
    public async Task WaitForAsync(string condition)
    {
        // A command that is cancelled takes the socket with it, so the limit is looked at between commands.
        using var limit = new CancellationTokenSource(Patience);
        while ((await EvaluateAsync(condition)).ValueKind != JsonValueKind.True)
            await Task.Delay(20, limit.Token);
    }

    /// <summary>A command of the DevTools protocol and its answer.</summary>
    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        var number = ++_number;
        var message = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters ?? [] };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, limit.Token);
        while (true)
        {
            var answer = await ReceiveAsync(limit.Token);
            if (!answer.TryGetProperty("id", out var id))
                Note(answer);
            else if (id.GetInt32() == number)
                return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.ToString());
        }
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken limit)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), limit);
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }

    private void Note(JsonElement message)
    {
        var content = message.GetProperty("params");
        switch (message.GetProperty("method").GetString())
        {
            case "Runtime.exceptionThrown" or "Log.entryAdded" or "Runtime.consoleAPICalled":
                _complaints.Add(content.ToString());
                break;
            case "Network.requestWillBeSent":
                var address = content.GetProperty("request").GetProperty("url").GetString()!;
                if (!address.StartsWith("file:", StringComparison.Ordinal))
                    _complaints.Add("asked for " + address);
                break;
        }
    }
}

/// <summary>A fact that needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() =>
        Skip = Chromium.Program is null ? "needs Chromium, which is not on this machine (apt-get install chromium)" : null;
}
