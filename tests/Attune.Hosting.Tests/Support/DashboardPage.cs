using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Tests.Inspection;
using Xunit.Sdk;

namespace Attune.Hosting.Tests.Support;

/// <summary>
/// The dashboard in a browser. It is drawn by a server, which draws it anew whenever it hears of something: a click may hit what is
/// no longer listened to, and a typed text may be replaced by the one that the server knows. So nothing is done once and believed:
/// each step acts, looks whether what the act is for can be seen, and acts again where it cannot.
/// </summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    /// <summary>What one step may take on a busy machine; only a defect takes as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>When an act that has shown no effect is done again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    /// <summary>The page draws what it has just got.</summary>
    private static readonly TimeSpan Drawing = TimeSpan.FromSeconds(1.5);

    /// <summary>Where pictures go; only those of failures are taken where the variable is not set.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("ATTUNE_SCREENSHOTS");

    private readonly Chromium _browser;
    private readonly Func<string> _log;
    private int _reloads;

    private DashboardPage(Chromium browser, Func<string> log) => (_browser, _log) = (browser, log);

    /// <param name="url">The address.</param>
    /// <param name="log">The dashboard's own lines, for messages.</param>
    public static async Task<DashboardPage> OpenAsync(string url, Func<string> log)
    {
        var page = new DashboardPage(await Chromium.OpenAsync(new Uri(url), "document.readyState === 'complete'"), log);
        await page._browser.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = 1280, ["height"] = 720, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        return page;
    }

    /// <summary>Acts until something can be seen.</summary>
    /// <param name="step">What it is, for the message of a failure.</param>
    /// <param name="isDone">Whether the effect is there.</param>
    /// <param name="act">Does it; says what stands in the way, or null where it was done. Done again where the effect does not come.</param>
    public async Task UntilAsync(string step, Func<Task<bool>> isDone, Func<Task<string?>>? act = null)
    {
        var began = Stopwatch.StartNew();
        Stopwatch? acted = null;
        var times = 0;
        string? obstacle = null;
        while (began.Elapsed < Patience)
        {
            try
            {
                if (await isDone())
                    return;
                if (await AskAsync("attune.isLost()") == "true")
                    await ReloadAsync();
                else if (act is not null && (acted is null || acted.Elapsed > Again))
                {
                    obstacle = await act();
                    if (obstacle is null)
                        (acted, times) = (Stopwatch.StartNew(), times + 1);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or XunitException)
            {
                // The page that was asked is just being replaced by the next one.
                obstacle = e.Message;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"{step}: no effect within {Patience.TotalMinutes:0} minutes, done {times} times. {obstacle}\n{await DescribeAsync(step)}");
    }

    /// <summary>Opens an address and waits for texts in the page.</summary>
    public Task GoAsync(string url, params string[] texts)
    {
        var went = false;
        return UntilAsync(
            $"{url} shows {string.Join(", ", texts)}",
            async () => went && await HasAsync(texts),
            async () =>
            {
                await _browser.SendAsync("Page.navigate", new JsonObject { ["url"] = url });
                went = true;
                return null;
            });
    }

    /// <summary>Whether the page shows all of some texts.</summary>
    public async Task<bool> HasAsync(params string[] texts)
    {
        var text = await AskAsync("attune.text()");
        return texts.All(text.Contains);
    }

    public Task UntilTextAsync(params string[] texts) => UntilAsync("the page shows " + string.Join(", ", texts), () => HasAsync(texts));

    /// <summary>Clicks a button by its title or text.</summary>
    public Func<Task<string?>> Click(string title) => () => ClickAsync($"attune.button({Quote(title)})", title);

    /// <summary>Clicks an item of the menu of a row's console page, which is opened first.</summary>
    public Func<Task<string?>> ClickInMenu(string item)
    {
        Stopwatch? opened = null;
        return async () =>
        {
            if (await ClickAsync($"attune.item({Quote(item)})", item) is not { } obstacle)
                return null;
            if (opened is null || opened.Elapsed > TimeSpan.FromSeconds(3))
                obstacle = await Click("Resource actions")() ?? obstacle;
            opened ??= Stopwatch.StartNew();
            if (opened.Elapsed > TimeSpan.FromSeconds(3))
                opened.Restart();
            return obstacle;
        };
    }

    /// <summary>Fills the open dialog and confirms it.</summary>
    /// <param name="choice">Part of the option that is chosen, or null where there is none.</param>
    /// <param name="texts">The placeholders of text fields, and what is typed into them.</param>
    public Func<Task<string?>> Confirm(string? choice, params (string Placeholder, string Text)[] texts) => async () =>
    {
        foreach (var (placeholder, text) in texts)
        {
            if (await AskAsync($"attune.typed({Quote(placeholder)})") is var typed && typed != text && await TypeAsync(placeholder, text) is { } obstacle)
                return obstacle;
        }

        if (choice is not null && await AskAsync($"attune.chosen({Quote(choice)})") != "yes" && await ChooseAsync(choice) is { } missing)
            return missing;

        // What the server has drawn by now is what it knows.
        await Task.Delay(Drawing);
        foreach (var (placeholder, text) in texts)
        {
            if (await AskAsync($"attune.typed({Quote(placeholder)})") is var typed && typed != text)
                return $"The field '{placeholder}' has '{typed}' and not '{text}'.";
        }

        if (choice is not null && await AskAsync($"attune.chosen({Quote(choice)})") != "yes")
            return $"'{choice}' is not chosen.";
        return await Click("OK")();
    };

    /// <summary>The address of a link in the open dialog, or empty.</summary>
    public Task<string> LinkAsync(string text) => AskAsync($"attune.link({Quote(text)})?.href ?? ''");

    /// <summary>What the graph of a metric shows, in the order of time; 0 where there was nothing to show.</summary>
    public async Task<IReadOnlyList<double>> GraphAsync()
    {
        const string Find = "document.querySelector('.js-plotly-plot')?.data?.[0]";
        var points = await _browser.EvaluateAsync($"(() => {{ const t = {Find}; return t ? Array.from(t.x, (x, i) => [+new Date(x), t.y[i] ?? 0]) : []; }})()");
        return [.. points.EnumerateArray().OrderBy(point => point[0].GetDouble()).Select(point => point[1].GetDouble())];
    }

    /// <summary>Takes a picture, where pictures are wanted.</summary>
    public async Task ShootAsync(string name)
    {
        if (Pictures is null)
            return;
        await Task.Delay(Drawing);
        await ShootAsync(Pictures, name);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    /// <summary>A page whose server side has failed or is gone says so and is dead; a person reloads it.</summary>
    private async Task ReloadAsync()
    {
        _reloads++;
        if (Pictures is not null)
        {
            await ShootAsync(Pictures, "lost-" + _reloads);
            await File.WriteAllTextAsync(Path.Combine(Pictures, $"lost-{_reloads}.log"), _log());
        }

        await _browser.SendAsync("Page.reload");
        await Task.Delay(Drawing);
    }

    private async Task<string?> ClickAsync(string find, string what) =>
        await AskAsync($"(() => {{ const found = {find}; found?.click(); return found ? 'clicked' : ''; }})()") == "clicked"
            ? null
            : $"There is no '{what}' to click.";

    private async Task<string?> ChooseAsync(string text) =>
        await ClickAsync($"attune.option({Quote(text)})?.closest('fluent-select')", text) ?? await ClickAsync($"attune.option({Quote(text)})", text);

    /// <summary>Types into a text field, in place of what is in it.</summary>
    private async Task<string?> TypeAsync(string placeholder, string text)
    {
        var find = $"attune.field({Quote(placeholder)})?.shadowRoot.querySelector('input')";
        if (await AskAsync($"(() => {{ const field = {find}; field?.focus(); field?.select(); return field ? 'ready' : ''; }})()") != "ready")
            return $"There is no field '{placeholder}'.";
        await _browser.SendAsync("Input.insertText", new JsonObject { ["text"] = text });
        await AskAsync($"(() => {{ {find}?.blur(); return ''; }})()");
        return null;
    }

    /// <summary>What a failed step saw.</summary>
    private async Task<string> DescribeAsync(string step)
    {
        try
        {
            var name = string.Concat(step.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')) + "-failed";
            var picture = await ShootAsync(Pictures ?? Path.GetTempPath(), name[^Math.Min(name.Length, 100)..]);
            var text = (await AskAsync("attune.text()")).ReplaceLineEndings(" ");
            return $"The page was lost {_reloads} times.\nPicture: {picture}\nAddress: {await AskAsync("location.href")}\nControls: {await AskAsync("attune.controls()")}\nText: {text[..Math.Min(text.Length, 3000)]}\nDashboard: {_log()}";
        }
        catch (Exception e)
        {
            return "The page does not answer: " + e.Message;
        }
    }

    private async Task<string> ShootAsync(string folder, string name)
    {
        var picture = await _browser.SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" });
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png");
        await File.WriteAllBytesAsync(file, picture.GetProperty("data").GetBytesFromBase64());
        return file;
    }

    /// <summary>The text that an expression gives; it may use what <see cref="DashboardScript"/> finds.</summary>
    private async Task<string> AskAsync(string expression) =>
        (await _browser.EvaluateAsync($"(() => {{ {DashboardScript.Functions} return String({expression}); }})()")).GetString()!;

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
