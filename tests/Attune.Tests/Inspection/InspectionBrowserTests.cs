using Attune.Inspection;
using Attune.TestSupport;

namespace Attune.Tests.Inspection;

/// <summary>The page in a real browser, opened from a file, as a person uses it.</summary>
public sealed class InspectionBrowserTests
{
    [BrowserFact]
    public async Task Shows_what_is_trained_and_nothing_breaks_out()
    {
        using var folder = new TemporaryFolder();
        var row = InspectedRows.Row(1, InspectedRows.Hostile, "An answer,\twith a tab.", new RowRemark("error", "ATT3055", InspectedRows.Hostile));
        await using var browser = await Chromium.OpenAsync(InspectedRows.Page([row], folder.File("page.html")));
        Assert.Equal("undefined", (await browser.EvaluateAsync("typeof window.broken")).GetString());
        Assert.Equal("An·answer,→with·a·tab.<|im_end|>", (await browser.EvaluateAsync(
            "[...document.querySelectorAll('.flow .t.supervised')].map(token => token.textContent).join('')")).GetString());
        Assert.Equal(row.Tokens!.Count, (await browser.EvaluateAsync("document.querySelectorAll('.flow .t').length")).GetInt32());
        Assert.Contains("U+202E", await browser.TextAsync(".flow"), StringComparison.Ordinal);
        Assert.Contains(InspectedRows.Hostile, await browser.TextAsync("#remarks"), StringComparison.Ordinal);
        Assert.Equal(["system", "user", "assistant"], (await browser.EvaluateAsync(
            "[...document.querySelectorAll('.flow .tag')].map(tag => tag.textContent)")).EnumerateArray().Select(tag => tag.GetString()!));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task Keys_walk_rows_and_tokens_and_filter()
    {
        using var folder = new TemporaryFolder();
        var remark = new RowRemark("warning", "ATT3060", "Looks cut.");
        var rows = Enumerable.Range(1, 1000).Select(i =>
            i == 400 ? InspectedRow.Failed("data/rows.jsonl(400)", new AttuneException("ATT4002", "No.", "Mend it.")) :
            i == 7 ? InspectedRows.Row(i, $"question {i}", "yes", remark) : InspectedRows.Row(i, $"question {i}", "no"));
        await using var browser = await Chromium.OpenAsync(InspectedRows.Page(rows, folder.File("page.html")));
        Assert.Equal("data/rows.jsonl(1)", await browser.TextAsync("#place"));
        await browser.PressAsync("j", "ArrowDown", "k");
        Assert.Equal("data/rows.jsonl(2)", await browser.TextAsync("#place"));
        await browser.PressAsync("End");
        Assert.Equal("data/rows.jsonl(1000)", await browser.TextAsync("#place"));
        Assert.Contains("held out", await browser.TextAsync("#about"), StringComparison.Ordinal);

        await browser.PressAsync("e");
        Assert.Equal("2 of 1000 rows", await browser.TextAsync("#count"));
        Assert.Equal("data/rows.jsonl(7)", await browser.TextAsync("#place"));
        Assert.Equal("warning ATT3060: Looks cut.", await browser.TextAsync("#remarks"));

        await browser.PressAsync("s");
        Assert.Equal("… 20 …assistantyes<|im_end|>… 1 …", await browser.TextAsync(".flow"));
        await browser.PressAsync("ArrowRight", "t");
        Assert.StartsWith("token 21 of ", await browser.TextAsync("#detail"), StringComparison.Ordinal);
        Assert.Contains("supervised yes, weight 1", await browser.TextAsync("#detail"), StringComparison.Ordinal);
        Assert.Equal(2, (await browser.EvaluateAsync("document.querySelectorAll('#view tbody tr').length")).GetInt32());

        await browser.PressAsync("j");
        Assert.Equal("error ATT4002: No. Mend it.", await browser.TextAsync("#remarks"));
        await browser.PressAsync("e", "/", "q", "u", "e", "s", "t", "i", "o", "n", " ", "9", "9", "9", "Escape", "w");
        Assert.Equal("1 of 1000 rows", await browser.TextAsync("#count"));
        Assert.Equal("data/rows.jsonl(999)", await browser.TextAsync("#place"));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task Follows_the_reader_into_the_dark()
    {
        using var folder = new TemporaryFolder();
        await using var browser = await Chromium.OpenAsync(InspectedRows.Page([InspectedRows.Row(1, "a", "b")], folder.File("page.html")));
        var colours = new List<string?>();
        foreach (var scheme in new[] { "light", "dark" })
        {
            await browser.PreferAsync(scheme);
            colours.Add((await browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor")).GetString());
        }

        Assert.Equal(["rgb(255, 255, 255)", "rgb(20, 24, 31)"], colours);
    }
}
