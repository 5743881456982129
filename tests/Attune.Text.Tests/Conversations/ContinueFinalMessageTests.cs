using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Templates;
using Attune.Text.Tests.Templates;

namespace Attune.Text.Tests.Conversations;

public class ContinueFinalMessageTests
{
    [SharedFact("golden/templates")]
    public void Text_ends_where_transformers_ends_it()
    {
        var given = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/templates/conversations.json"))).RootElement;
        var passed = 0;
        var failures = new List<string>();
        foreach (var line in File.ReadLines(SharedData.Path("golden/templates/cases.jsonl")))
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (!row.TryGetProperty("continue_final_message", out _))
                continue;
            var expected = row.TryGetProperty("output", out var output) ? output.GetString() : null;
            var actual = Continue(given, row);
            if (actual == expected)
                passed++;
            else
                failures.Add($"{row.GetProperty("template")} {row.GetProperty("conversation")} expected {Last(expected)} gives {Last(actual)}");
        }

        Assert.True(failures.Count == 0 && passed == 550, $"{passed} passed\n" + string.Join('\n', failures));
    }

    [Fact]
    public void Content_that_spells_the_mark_is_not_taken_for_it()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}[{{ m.content }}]{% endfor %}");
        var rendered = template.RenderToContinue([new("user", "a CONTINUE_FINAL_MESSAGE_TAG b"), new("assistant", "c CONTINUE_FINAL_MESSAGE_TAG ")]);
        Assert.Equal("[a CONTINUE_FINAL_MESSAGE_TAG b][c CONTINUE_FINAL_MESSAGE_TAG ", rendered.Text.Text);
    }

    [Fact]
    public void A_message_that_the_template_leaves_out_is_an_error()
    {
        var template = ChatTemplate.Parse("{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}");
        var error = Assert.Throws<AttuneException>(() => template.RenderToContinue([new("user", "a"), new("assistant", "b")]));
        Assert.Equal("ATT4003", error.Code);
        Assert.Equal("ATT4003", Assert.Throws<AttuneException>(() => template.RenderToContinue([])).Code);
        Assert.Equal("ATT4003", Assert.Throws<AttuneException>(() => template.RenderToContinue([new("user", null)])).Code);
    }

    private static string? Continue(JsonElement given, JsonElement row)
    {
        var conversation = given.GetProperty("conversations").GetProperty(row.GetProperty("conversation").GetString()!);
        try
        {
            var source = File.ReadAllText(SharedData.Path("data", row.GetProperty("template").GetString()!));
            var template = ChatTemplate.Parse(source, JsonValues.ToMap(given.GetProperty("special_tokens")))
                .With(new RenderOptions { Clock = () => DateTime.Parse(given.GetProperty("strftime_now").GetString()!) });
            var messages = conversation.GetProperty("messages").EnumerateArray().Select(RealMessages.FromJson).ToList();
            return template.RenderToContinue(messages, RealMessages.Variables(conversation, row)).Text.Text;
        }
        catch (Exception mistake) when (mistake is TemplateException or AttuneException)
        {
            return null;
        }
    }

    private static string Last(string? text) => text is null ? "an error" : "'" + text[Math.Max(0, text.Length - 60)..].Replace("\n", "\\n") + "'";
}
