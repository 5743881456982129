using Attune.Cli.Tests.Support;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tests.Templates;

/// <summary><c>attune template check</c> on a model's folder and a GGUF file made from it.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckTests()
    {
        new ChatGguf().WriteTo(_folder.File("right.gguf"));
        Tokenizer.Load(_folder.File("right.gguf")).Save(_folder.File("tokenizer.json"));
        File.WriteAllText(_folder.File("tokenizer_config.json"), """{"bos_token": "<s>", "eos_token": "<|im_end|>"}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_file_is_exit_code_0()
    {
        File.WriteAllText(_folder.File("chat_template.jinja"), ChatGguf.RightTemplate);
        var run = Run("right.gguf");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches(@"^12 conversations, [\d,]+ tokens; 0 errors\n$", run.Output);
    }

    [Fact]
    public void Each_finding_is_a_line_and_they_are_exit_code_1()
    {
        File.WriteAllText(_folder.File("chat_template.jinja"), ChatGguf.RightTemplate);
        new ChatGguf { Template = null, StopToken = ChatGguf.End, AddsBegin = true }.WriteTo(_folder.File("wrong.gguf"));
        var run = Run("wrong.gguf");
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Error);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["ATT4360", "ATT4363", "ATT4364"], lines[..^1].Select(line => line.Split(": ")[1]["error ".Length..]));
        Assert.All(lines[..^1], line => Assert.StartsWith(_folder.File("wrong.gguf") + ": ", line, StringComparison.Ordinal));
        Assert.EndsWith("; 3 errors", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_template_of_the_training_there_is_nothing_to_compare()
    {
        Assert.Contains("error ATT4356: ", Run("right.gguf").Error, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("no.jinja"), "{{ raise_exception('never') }}");
        var run = Run("right.gguf", "--template", _folder.File("no.jinja"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{_folder.File("no.jinja")}(1,4): error ATT4002: never.", run.Error, StringComparison.Ordinal);
    }

    private ToolRun Run(string file, params string[] more) =>
        AttuneTool.Run(["template", "check", "--gguf", _folder.File(file), "--tokenizer", _folder.Path, .. more]);
}
