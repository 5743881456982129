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
            if (Indices(text).SequenceEqual(Indices(indices)))
                passed++;
            else
                failures.Add($"{row.GetProperty("template")} {row.GetProperty("conversation")}: {indices}, here {string.Join(' ', Indices(text))}");
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
            var indices = Indices(row.GetProperty("generation_indices"));
            if (Indices(text).SequenceEqual(indices))
                passed++;
            else
                others.Add(name);
            Assert.Equal(indices, Indices(text).SelectMany(range => AsTransformers(name, range)));
        }

        Assert.Equal(["nested", "in-filter-block", "in-macro"], others);
        Assert.Equal(17, passed);
    }

    /// <summary>
    /// The indices that transformers gives for a block. It counts from what the outermost template has given out, and inside
    /// of a macro or a filter block that is one character less here; of nested blocks it gives the inner one too, at the
    /// outer start.
    /// </summary>
    private static IEnumerable<(int Start, int End)> AsTransformers(string name, (int Start, int End) range) => name switch
    {
        "in-macro" or "in-filter-block" => [(range.Start - 1, range.End - 1)],
        "nested" => [(range.Start, range.End - 2), range],
        _ => [range],
    };

    // Our ranges as code points, without empty ones.
    private static IEnumerable<(int Start, int End)> Indices(SpannedText text) =>
        text.Generations.Select(range => (CodePoints(text.Text, range.Start), CodePoints(text.Text, range.End)));

    private static IEnumerable<(int Start, int End)> Indices(JsonElement indices) =>
        from pair in indices.EnumerateArray()
        let range = (Start: pair[0].GetInt32(), End: pair[1].GetInt32())
        where range.Start != range.End
        select range;

    private static int CodePoints(string text, int end) => text.AsSpan(0, end).ToString().EnumerateRunes().Count();
}
