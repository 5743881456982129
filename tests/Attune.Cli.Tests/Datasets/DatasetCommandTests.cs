using System.Globalization;
using System.Text.Json;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Datasets;

/// <summary>Checks and pages of data files, with the tokenizer and template that ship with Attune.</summary>
public sealed class DatasetCommandTests
{
    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");

    private const string Good = """{"messages":[{"role":"user","content":"Name a colour."},{"role":"assistant","content":"Blue, as the sky."}]}""";
    private const string Empty = """{"messages":[{"role":"user","content":"Name a fish."},{"role":"assistant","content":""}]}""";
    private const string Wrong = """{"messages":[{"role":"user","content":7}]}""";

    [Fact]
    public void A_good_file_is_exit_code_0_with_its_figures()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("chat.jsonl"), Good + "\n");
        var run = AttuneTool.Run(["dataset", "check", folder.File("chat.jsonl"), "--tokenizer", Tiny, "--json"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var figures = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal(1, figures.GetProperty("rows").GetInt32());
        Assert.Equal(0, figures.GetProperty("errors").GetInt32());
        Assert.True(figures.GetProperty("supervised").GetInt32() > 2);
    }

    [Fact]
    public void Findings_stand_at_their_rows_and_are_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("chat.jsonl");
        File.WriteAllText(file, string.Join('\n', Good, Empty, Wrong));
        var run = AttuneTool.Run(["dataset", "check", file, "--shape", "messages", "--tokenizer", Tiny]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{file}(2,", run.Output, StringComparison.Ordinal);
        Assert.Contains("error ATT3050: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}(3,", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 rows (messages); ", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void A_row_that_the_template_refuses_has_the_error_that_a_project_gives_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("chat.jsonl");
        File.WriteAllText(file, Good + "\n");
        File.WriteAllText(folder.File("strict.jinja"), "\n{{ raise_exception('roles must alternate') }}");
        var run = AttuneTool.Run(["dataset", "check", file, "--tokenizer", Tiny, "--template", folder.File("strict.jinja")]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"{file}(1,1): error ATT3028: The chat template cannot render the row: roles must alternate. ({folder.File("strict.jinja")}, line 2, column 4) Change the row",
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_template_conversations_cannot_be_encoded()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("chat.jsonl"), Good);
        File.Copy(Path.Combine(Tiny, "tokenizer.json"), folder.File("tokenizer.json"));
        var run = AttuneTool.Run(["dataset", "check", folder.File("chat.jsonl"), "--tokenizer", folder.File("tokenizer.json")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error ATT4356: ", run.Error, StringComparison.Ordinal);
        var given = AttuneTool.Run(
            ["dataset", "check", folder.File("chat.jsonl"), "--tokenizer", folder.File("tokenizer.json"), "--template", Path.Combine(Tiny, "chat_template.jinja")]);
        Assert.Contains("1 rows (messages); ", given.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_may_come_from_standard_input()
    {
        var run = AttuneTool.Run(["dataset", "check", "-", "--shape", "messages"], Good + "\n" + Good + "\n");
        Assert.Contains("2 rows (messages); ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_one_text_that_contradict_are_told_at_the_label()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("labels.csv");
        var rows = Enumerable.Range(0, 50).Select(row => $"where is parcel {row * row},{(row % 2 == 0 ? "delivery" : "billing")}");
        File.WriteAllText(file, "text,label\n" + string.Join('\n', [.. rows, "Where is parcel 49,delivery"]) + "\n");
        var run = AttuneTool.Run(["dataset", "check", file]);
        Assert.Contains($"{file}(52,20): warning ATT3063: The same question has the answer 'delivery' here and 'billing' at {file}(9).", run.Output, StringComparison.Ordinal);
        Assert.Contains("51 rows (label); ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_to_continue_are_counted_compared_and_need_no_stop_token()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("corpus.jsonl");
        File.WriteAllText(file, string.Join('\n', """{"text":"The sea is blue in the morning."}""", """{"text":"The sea is blue in the morning."}""", """{"text":" "}"""));
        var run = AttuneTool.Run(["dataset", "check", file, "--tokenizer", Tiny, "--json"]);
        var codes = run.Output.TrimEnd().Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("code").GetString());
        Assert.Equal(["ATT3050", "ATT3055"], codes.Order());
        var figures = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.True(figures.GetProperty("max").GetInt32() > 6);
        Assert.Equal(figures.GetProperty("tokens").GetInt32(), figures.GetProperty("supervised").GetInt32());
    }

    [UnixFact]
    public void A_file_larger_than_memory_is_checked_row_by_row()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("chat.jsonl");
        var random = new Random(20261127);
        using (var writer = new StreamWriter(file))
        {
            for (var row = 0; row < 1000; row++)
            {
                var question = string.Concat(Enumerable.Range(0, 3000).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{random.Next(1000)} ")));
                writer.WriteLine($$"""{"messages":[{"role":"user","content":"{{question}}"},{"role":"assistant","content":"The answer is {{row}}."}]}""");
            }
        }

        // 12 MB of text, which strings hold in twice as many bytes.
        var run = AttuneTool.RunWithin(20 << 20, ["dataset", "check", file]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("1,000 rows (messages); ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_writes_a_page_with_every_row_also_those_that_failed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("chat.jsonl"), string.Join('\n', Good, Empty, Wrong));
        var run = AttuneTool.Run(["inspect", folder.File("chat.jsonl"), "--shape", "messages", "--tokenizer", Tiny, "--out", folder.File("page.html")]);
        Assert.True(run.ExitCode == 0, run.Error);
        var page = File.ReadAllText(folder.File("page.html"));
        Assert.Contains("\"source\":\"chat.jsonl(1)\"", page, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"chat.jsonl(3)\"", page, StringComparison.Ordinal);
        Assert.Contains("[\"error\",\"ATT3050\"", page, StringComparison.Ordinal);
        var piped = AttuneTool.Run(["inspect", folder.File("chat.jsonl"), "--shape", "messages", "--tokenizer", Tiny, "--out", "-"]);
        Assert.Equal(page, piped.Output);
    }
}
