using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Tests.Inspection;

namespace Attune.Hosting.Tests.Support;

/// <summary>
/// The dashboard in a browser. Its controls are web components, so texts and buttons are looked for in shadow trees too.
/// </summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    /// <summary>Where pictures go; none are taken where the variable is not set.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("ATTUNE_SCREENSHOTS");

    private const string Functions = """
        window.attune = {
          all(root) { return [...root.querySelectorAll('*')].flatMap(e => [e, ...(e.shadowRoot ? attune.all(e.shadowRoot) : [])]); },
          text() { return (document.body?.innerText ?? '') + attune.all(document).filter(e => e.shadowRoot).map(e => e.shadowRoot.textContent).join(' '); },
          button(title) {
            return attune.all(document).find(e => (e.tagName === 'FLUENT-BUTTON' || e.tagName === 'BUTTON' || e.tagName === 'FLUENT-MENU-ITEM') && !e.disabled
              && (e.title === title || e.getAttribute('aria-label') === title || e.textContent.trim() === title));
          },
        };
        """;

    private readonly Chromium _browser;

    private DashboardPage(Chromium browser) => _browser = browser;

    public static async Task<DashboardPage> OpenAsync(string url)
    {
        var page = new DashboardPage(await Chromium.OpenAsync(new Uri(url), "document.readyState === 'complete'"));
        await page._browser.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = 1200, ["height"] = 720, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        return page;
    }

    /// <summary>Opens an address of the dashboard and waits for a text in it.</summary>
    public async Task GoAsync(string url, params string[] texts)
    {
        await _browser.SendAsync("Page.navigate", new JsonObject { ["url"] = url });
        await UntilTextAsync(texts);
    }

    public async Task UntilTextAsync(params string[] texts)
    {
        foreach (var text in texts)
        {
            try
            {
                await _browser.WaitForAsync($"(() => {{ {Functions} return attune.text().includes({JsonSerializer.Serialize(text)}); }})()");
            }
            catch (OperationCanceledException)
            {
                await _browser.WaitForAsync("true");
                await ShootAsync("timeout");
                throw new TimeoutException($"The page never showed '{text}'.");
            }
        }
    }

    /// <summary>Clicks a button by its title or text, once it is there.</summary>
    public async Task ClickAsync(string title)
    {
        var find = $"attune.button({JsonSerializer.Serialize(title)})";
        await _browser.WaitForAsync($"(() => {{ {Functions} return !!{find}; }})()");
        await _browser.EvaluateAsync($"{find}.click()");
    }

    /// <summary>Types into the text field with a placeholder, in place of what is in it.</summary>
    public async Task TypeAsync(string placeholder, string text)
    {
        var find = $"attune.all(document).find(e => e.tagName === 'FLUENT-TEXT-FIELD' && e.placeholder === {JsonSerializer.Serialize(placeholder)})?.shadowRoot.querySelector('input')";
        await _browser.WaitForAsync($"(() => {{ {Functions} return !!{find}; }})()");
        await _browser.EvaluateAsync($"(() => {{ const field = {find}; field.focus(); field.select(); }})()");
        await _browser.SendAsync("Input.insertText", new JsonObject { ["text"] = text });
        await _browser.EvaluateAsync($"{find}.blur()");
    }

    public async Task ShootAsync(string name)
    {
        if (Pictures is null)
            return;

        // The page draws what it has just got.
        await Task.Delay(1500);
        var picture = await _browser.SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" });
        Directory.CreateDirectory(Pictures);
        await File.WriteAllBytesAsync(Path.Combine(Pictures, name + ".png"), picture.GetProperty("data").GetBytesFromBase64());
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}
