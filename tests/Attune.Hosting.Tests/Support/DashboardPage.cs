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
          buttons() {
            return attune.all(document).filter(e => e.tagName === 'FLUENT-BUTTON' || e.tagName === 'FLUENT-MENU-ITEM' || e.tagName === 'FLUENT-OPTION')
              .map(e => `${e.tagName.toLowerCase()} '${e.title || e.getAttribute('aria-label') || e.textContent.trim()}'${e.disabled ? ' (disabled)' : ''}`).join(', ');
          },
          option(text) { return attune.all(document).find(e => e.tagName === 'FLUENT-OPTION' && e.closest('fluent-dialog') && e.textContent.includes(text)); },
          link(text) { return attune.all(document).find(e => (e.tagName === 'A' || e.tagName === 'FLUENT-ANCHOR') && e.closest('fluent-dialog') && e.textContent.includes(text)); },
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

    /// <summary>Clicks a button or an item of an open menu by its title or text, once it is there and can be clicked.</summary>
    public Task ClickAsync(string title) => ClickFoundAsync($"attune.button({JsonSerializer.Serialize(title)})");

    /// <summary>Opens the menu of a row's console page and clicks one of its items.</summary>
    public async Task ClickInMenuAsync(string item)
    {
        await ClickAsync("Resource actions");
        await ClickAsync(item);
    }

    /// <summary>Chooses, in the open dialog, the option whose text contains something.</summary>
    public async Task ChooseAsync(string text)
    {
        var find = $"attune.option({JsonSerializer.Serialize(text)})";
        await ClickFoundAsync($"{find}?.closest('fluent-select')");
        await ClickFoundAsync(find);
    }

    /// <summary>The address of a link in the open dialog.</summary>
    public async Task<string> LinkAsync(string text)
    {
        var find = $"attune.link({JsonSerializer.Serialize(text)})";
        await UntilFoundAsync(find);
        return (await _browser.EvaluateAsync($"{find}.href")).GetString()!;
    }

    /// <summary>What the graph of a metric shows, in the order of time; 0 where there was nothing to show.</summary>
    public async Task<IReadOnlyList<double>> GraphAsync()
    {
        const string Find = "document.querySelector('.js-plotly-plot')?.data?.[0]";
        await UntilFoundAsync(Find);
        var points = await _browser.EvaluateAsync($"(() => {{ const t = {Find}; return Array.from(t.x, (x, i) => [+new Date(x), t.y[i] ?? 0]); }})()");
        return [.. points.EnumerateArray().OrderBy(point => point[0].GetDouble()).Select(point => point[1].GetDouble())];
    }

    private async Task ClickFoundAsync(string find)
    {
        await UntilFoundAsync(find);
        await _browser.EvaluateAsync($"{find}.click()");
    }

    private async Task UntilFoundAsync(string find)
    {
        try
        {
            await _browser.WaitForAsync($"(() => {{ {Functions} return !!({find}); }})()");
        }
        catch (OperationCanceledException)
        {
            await _browser.WaitForAsync("true");
            await ShootAsync("timeout");
            throw new TimeoutException($"The page never had {find}; it has {await _browser.EvaluateAsync("attune.buttons()")}.");
        }
    }

    /// <summary>
    /// Types into the text field with a placeholder, in place of what is in it. A dialog is drawn again when its server side
    /// has caught up, which empties what was typed before; so the text is looked at again, and typed again where it is gone.
    /// </summary>
    public async Task TypeAsync(string placeholder, string text)
    {
        var field = $"attune.all(document).find(e => e.tagName === 'FLUENT-TEXT-FIELD' && e.placeholder === {JsonSerializer.Serialize(placeholder)})";
        var find = $"{field}?.shadowRoot.querySelector('input')";
        await UntilFoundAsync(find);
        for (var tries = 0; tries < 5; tries++)
        {
            await Task.Delay(1000);
            await _browser.EvaluateAsync($"(() => {{ const field = {find}; field.focus(); field.select(); }})()");
            await _browser.SendAsync("Input.insertText", new JsonObject { ["text"] = text });
            await _browser.EvaluateAsync($"{find}.blur()");
            await Task.Delay(500);
            if ((await _browser.EvaluateAsync($"{field}?.value === {JsonSerializer.Serialize(text)}")).GetBoolean())
                return;
        }

        throw new TimeoutException($"The field '{placeholder}' never kept '{text}'.");
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
