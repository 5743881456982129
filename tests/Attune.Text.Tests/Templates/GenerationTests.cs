using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Templates;

namespace Attune.Text.Tests.Templates;

public class GenerationTests
{
    [SharedFact("golden/templates")]
    public void Generation_blocks_of_real_templates_mark_what_transformers_marks()
    {
        var given = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/templates/conversations.json"))).RootElement;
        var options = new RenderOptions { Clock = () => DateTime.Parse(given.GetProperty("strftime_now").GetString()!) };
        var passed = 0;
        var failures = new List<string>();
        foreach (var line in File.ReadLines(SharedData.Path("golden/templates/cases.jsonl")))
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (!row.TryGetProperty("generation_indices", out var indices))
                continue;
            var source = File.ReadAllText(SharedData.Path("data", row.GetProperty("template").GetString()!));
            var conversation = given.GetProperty("conversations").GetProperty(row.GetProperty("conversation").GetString()!);
            var text = Template.Parse(source).Render(GoldenSuiteTests.Variables(given, row, conversation), options);
            if (Ranges(text) == Ranges(indices))
                passed++;
            else
                failures.Add($"{row.GetProperty("template")} {row.GetProperty("conversation")}: {Ranges(indices)}, here {Ranges(text)}");
        }

        Assert.True(failures.Count == 0 && passed > 0, $"{passed} passed, {failures.Count} failed\n" + string.Join('\n', failures));
    }

    [SharedFact("golden/templates")]
    public void Small_blocks_mark_what_transformers_marks_save_inside_macros_and_buffers()
    {
        var others = new List<string>();
        var passed = 0;
        foreach (var line in File.ReadLines(SharedData.Path("golden/templates/generation_blocks.jsonl")))
        {
            var row = JsonDocument.Parse(line).RootElement;
            var name = row.GetProperty("name").GetString()!;
            var variables = new Dictionary<string, object?> { ["messages"] = JsonValues.ToPlain(row.GetProperty("messages")) };
            if (!row.TryGetProperty("output", out var output))
                continue;
            var text = Template.Parse(row.GetProperty("template").GetString()!).Render(variables);
            Assert.Equal(output.GetString(), text.Text);
            if (Ranges(text) == Ranges(row.GetProperty("generation_indices")))
                passed++;
            else
                others.Add(name);
        }

        // In macros and buffers transformers counts from what the outermost template has given out, which is off; of nested
        // blocks it gives the inner and the outer range, and here only the outer one.
        Assert.Equal(["nested", "in-filter-block", "in-macro"], others);
        Assert.Equal(17, passed);
    }

    // Our ranges as code points, without empty ones.
    private static string Ranges(SpannedText text) => string.Join(' ', text.Generations.Select(range =>
        $"{CodePoints(text.Text, range.Start)}-{CodePoints(text.Text, range.End)}"));

    private static string Ranges(JsonElement indices) => string.Join(' ', indices.EnumerateArray()
        .Where(pair => pair[0].GetInt32() != pair[1].GetInt32()).Select(pair => $"{pair[0].GetInt32()}-{pair[1].GetInt32()}"));

    private static int CodePoints(string text, int end) => text.AsSpan(0, end).ToString().EnumerateRunes().Count();
}
