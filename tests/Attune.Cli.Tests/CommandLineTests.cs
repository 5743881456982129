using System.Diagnostics;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests;

/// <summary>What all commands share: usage, exit codes, pipes.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("template")]
    [InlineData("template", "render")]
    [InlineData("template", "check")]
    [InlineData("tokenizer")]
    [InlineData("tokenizer", "encode")]
    [InlineData("tokenizer", "decode")]
    [InlineData("tokenizer", "train")]
    [InlineData("dataset")]
    [InlineData("dataset", "check")]
    [InlineData("model")]
    [InlineData("model", "info")]
    [InlineData("model", "convert")]
    [InlineData("model", "quantize")]
    [InlineData("model", "merge")]
    [InlineData("model", "logits")]
    [InlineData("model", "generate")]
    [InlineData("model", "score")]
    [InlineData("model", "diff")]
    [InlineData("plan")]
    [InlineData("inspect")]
    [InlineData("host")]
    public void Help_shows_an_example(params string[] command)
    {
        var run = AttuneTool.Run([.. command, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example: attune ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:\n  attune", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', run.Output);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("paint")]
    [InlineData("template")]
    [InlineData("template", "render", "--context", "c.json")]
    [InlineData("template", "render", "--now", "yesterday")]
    [InlineData("template", "render", "--template", "-", "--cases", "-")]
    [InlineData("template", "render", "--colour")]
    [InlineData("template", "check", "--gguf", "model.gguf")]
    [InlineData("tokenizer", "encode")]
    [InlineData("dataset", "check")]
    [InlineData("model", "logits")]
    [InlineData("model", "logits", "--model", "m", "--top", "0")]
    [InlineData("model", "convert", "--model", "m", "--out", "folder", "--type", "Q8_0")]
    [InlineData("model", "quantize", "--model", "m", "--out", "m.gguf", "--type", "Q9_9")]
    [InlineData("model", "quantize", "--model", "m", "--out", "folder", "--type", "Q8_0")]
    [InlineData("model", "diff", "a")]
    [InlineData("inspect", "a.jsonl", "--out", "page.html")]
    [InlineData("inspect", "--out", "page.html")]
    [InlineData("inspect", "a.jsonl", "--project", "p", "--out", "page.html")]
    [InlineData("tokenizer", "train", "--model", "poetry", "--files", "a", "--vocab-size", "9", "--out", "b")]
    [InlineData("tokenizer", "train", "--model", "bpe", "--files", "a", "--vocab-size", "0", "--out", "b")]
    [InlineData("host", "--colour")]
    [InlineData("host", "")]
    [InlineData("host", "--dashboard-port", "-1")]
    [InlineData("host", "--dashboard-port", "65536")]
    public void Wrong_usage_is_exit_code_2_and_says_what_to_read(params string[] arguments)
    {
        var run = AttuneTool.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(" --help' shows how it is used.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ATT4350", "template", "render", "--cases", "nowhere.jsonl")]
    [InlineData("ATT4350", "template", "render", "--template", "t", "--context", "nowhere.json")]
    public void An_error_that_stops_a_command_is_exit_code_1(string code, params string[] arguments)
    {
        var run = AttuneTool.Run(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains($": error {code}: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n'));
    }

    [Fact]
    public void Answers_come_before_the_tool_waits_for_more()
    {
        using var process = AttuneTool.Start(["template", "render"]);
        for (var i = 0; i < 3; i++)
        {
            process.StandardInput.Write($$$"""{"source":"{{{i}}}"}{{{"\n"}}}""");
            process.StandardInput.Flush();
            Assert.Equal($$"""{"output":"{{i}}"}""", process.StandardOutput.ReadLine());
        }

        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, process.ExitCode);
    }

    [UnixFact]
    public void A_reader_that_goes_away_ends_the_tool_without_a_word()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("rows.jsonl"), Enumerable.Range(0, 200_000).Select(i => $$"""{"source":"{{i % 7}} and more text that fills the pipe"}"""));
        var run = Shell($"dotnet exec '{AttuneTool.Assembly}' template render --cases '{folder.File("rows.jsonl")}' | head -n 1; echo ${{PIPESTATUS[0]}}");
        Assert.Equal("{\"output\":\"0 and more text that fills the pipe\"}\n141\n", run.Output);
        Assert.Empty(run.Error);
    }

    [UnixFact]
    public void Interrupting_ends_the_tool_without_a_word()
    {
        using var process = AttuneTool.StartInterruptible(["template", "render"]);
        process.StandardInput.Write("{\"source\":\"x\"}\n");
        process.StandardInput.Flush();
        Assert.NotNull(process.StandardOutput.ReadLine());
        Assert.Empty(Shell($"kill -INT {process.Id}").Error);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(130, process.ExitCode);
        Assert.Empty(process.StandardError.ReadToEnd());
    }

    [UnixFact]
    public void Output_can_be_appended_to_what_other_programs_write()
    {
        using var folder = new TemporaryFolder();
        var row = """{"source":"b"}""";
        Shell($"(echo a; echo '{row}' | dotnet exec '{AttuneTool.Assembly}' template render; echo c) > '{folder.File("out")}'");
        Assert.Equal("a\n{\"output\":\"b\"}\nc\n", File.ReadAllText(folder.File("out")));
    }

    private static ToolRun Shell(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        return new ToolRun(process.ExitCode, output.ToArray(), error.Result);
    }
}
