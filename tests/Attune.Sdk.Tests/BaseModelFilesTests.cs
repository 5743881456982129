using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>The build hands the text files of base models to the compiler, which proves their templates.</summary>
public sealed class BaseModelFilesTests
{
    [Fact]
    public void The_compiler_proves_the_template_of_the_base_model()
    {
        using var project = new TuningProject();
        project.Write("base/chat_template.jinja", "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}{% if add_generation_prompt %}assistant: {% endif %}");
        var run = project.Build();
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Recipe.cs(7,23): error ATT2044: The chat template of 'base' (chat_template.jinja, line 1, column ", run.Output);
        Assert.DoesNotContain("AD0001", run.Output);

        // Of the tokenizer it sees what stands before the vocabulary.
        var cut = Assert.Single(Directory.GetFiles(project.PathOf("obj"), "tokenizer.json", SearchOption.AllDirectories), IsOfTheProject);
        Assert.Contains("\"<|im_end|>\"", File.ReadAllText(cut), StringComparison.Ordinal);
        Assert.DoesNotContain("\"merges\"", File.ReadAllText(cut), StringComparison.Ordinal);

        bool IsOfTheProject(string path) => new FileInfo(path).Length < new FileInfo(project.PathOf("base/tokenizer.json")).Length
            && File.ReadAllText(project.PathOf("base/tokenizer.json")).StartsWith(File.ReadAllText(path).TrimEnd(), StringComparison.Ordinal);
    }
}
