using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Inspection;
using Attune.TestSupport;

namespace Attune.Tests.Inspection;

public sealed partial class InspectionPageTests
{
    [Fact]
    public void Hostile_content_ends_no_element_and_stays_what_it_is()
    {
        using var folder = new TemporaryFolder();
        var row = InspectedRows.Row(1, InspectedRows.Hostile, "fine", new RowRemark("error", "ATT3055", InspectedRows.Hostile));
        var page = File.ReadAllText(InspectedRows.Page([row], folder.File("page.html")));
        Assert.Equal(2, Elements().Count(page));
        Assert.DoesNotContain('\u2028', page);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("<title>Rows &amp; &lt;more&gt; · Attune</title>", page, StringComparison.Ordinal);
        var data = Data(page).GetProperty("rows")[0];
        Assert.Equal(row.Conversation!.Text.Text, data.GetProperty("text").GetString());
        Assert.Equal(InspectedRows.Hostile, data.GetProperty("remarks")[0][2].GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_the_replacement_character_at_its_place()
    {
        using var folder = new TemporaryFolder();
        var data = Data(File.ReadAllText(InspectedRows.Page([InspectedRows.Row(1, "a\uD83Db", "c")], folder.File("page.html"))));
        Assert.Contains("a\uFFFDb", data.GetProperty("rows")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_places_masks_and_origins_come_back_as_they_were()
    {
        using var folder = new TemporaryFolder();
        var row = InspectedRows.Row(5, "Two  blanks and 😀", "é\n{}");
        var data = Data(File.ReadAllText(InspectedRows.Page([row], folder.File("page.html")))).GetProperty("rows")[0];
        Assert.Equal(row.Tokens!.Ids, data.GetProperty("ids").Deserialize<int[]>()!);
        Assert.True(data.GetProperty("heldOut").GetBoolean());
        Assert.Equal(row.PromptLength, data.GetProperty("prompt").GetInt32());
        var (places, end) = (data.GetProperty("places").Deserialize<int[]>()!, 0);
        for (var i = 0; i < row.Tokens.Count; i++)
        {
            Assert.Equal(row.Tokens.Offsets[i].Start, end + places[2 * i]);
            end = row.Tokens.Offsets[i].Start + places[2 * i + 1];
            Assert.Equal(row.Tokens.Offsets[i].End, end);
        }

        var runs = data.GetProperty("mask").Deserialize<int[]>()!;
        Assert.Equal(row.LossMask, runs.SelectMany((length, run) => Enumerable.Repeat(run % 2 == 1, length)));
        Assert.Contains(true, row.LossMask);
        var spans = data.GetProperty("spans").Deserialize<int[]>()!;
        Assert.Equal(row.Conversation!.Text.Spans.SelectMany(span => new[] { span.Length, span.Origin.MessageIndex, (int)span.Origin.Part }), spans);
    }

    [Fact]
    public void A_row_that_failed_is_listed_with_its_error()
    {
        using var folder = new TemporaryFolder();
        var failed = InspectedRow.Failed("data/rows.jsonl(3)", new AttuneException("ATT4002", "No.", "Mend it."));
        var data = Data(File.ReadAllText(InspectedRows.Page([failed], folder.File("page.html")))).GetProperty("rows")[0];
        Assert.Equal("""["error","ATT4002","No. Mend it."]""", data.GetProperty("remarks")[0].GetRawText());
        Assert.Empty(data.GetProperty("ids").EnumerateArray());
    }

    [Fact]
    public void The_page_runs_its_own_script_only_and_loads_nothing()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(InspectedRows.Page([InspectedRows.Row(1, "a", "b")], folder.File("page.html")));
        var page = Encoding.UTF8.GetString(bytes);
        Assert.Matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; script-src 'sha256-[A-Za-z0-9+/]{43}='\"", page);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\r', page);
        Assert.Equal((byte)'<', bytes[0]);
    }

    private static JsonElement Data(string page) =>
        JsonDocument.Parse(DataElement().Match(page).Groups[1].Value).RootElement;

    [GeneratedRegex("</script", RegexOptions.IgnoreCase)]
    private static partial Regex Elements();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();
}
