using Attune.Generators.ChatTemplates;
using Attune.Generators.Datasets;
using Attune.Generators.EntryPoint;
using Attune.Generators.Prompts;
using Attune.Generators.Recipes;
using Attune.Generators.Tests.Testing;
using Attune.Generators.Tools;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tests.Emission;

/// <summary>A keystroke elsewhere costs no emission: models are equal, outputs come from the cache.</summary>
public sealed class IncrementalityTests
{
    private const string Source = Samples.Question + """
        [ChatTemplate("{{ messages[0].content }}", StopToken = "<|end|>")] public static partial class Template;
        """ + "\n" + Samples.Tool;

    public static TheoryData<string, string> StepsAndGenerators => new()
    {
        { DatasetGenerator.ParseStep, nameof(DatasetGenerator) },
        { PromptGenerator.ParseStep, nameof(PromptGenerator) },
        { ChatTemplateGenerator.ParseStep, nameof(ChatTemplateGenerator) },
        { RecipeGenerator.ParseStep, nameof(RecipeGenerator) },
        { RecipeGenerator.ListStep, nameof(RecipeGenerator) },
        { EntryPointNeed.Step, nameof(RecipeGenerator) },
        { Declarations.Project.FolderStep, nameof(DatasetGenerator) },
        { ToolGenerator.ParseStep, nameof(ToolGenerator) },
    };

    /// <summary>Our steps have a dot in their names, those of the compiler have not.</summary>
    [Fact]
    public void Every_step_is_tested()
    {
        var tested = StepsAndGenerators.Select(row => (string)row[0]).Order(StringComparer.Ordinal);
        var results = RoslynTest.Driver(trackSteps: true).RunGenerators(RoslynTest.Compile(Source)).GetRunResult().Results;
        var steps = results.SelectMany(result => result.TrackedSteps.Keys).Where(step => step.Contains('.', StringComparison.Ordinal)).Distinct();
        Assert.Equal(tested, steps.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(StepsAndGenerators))]
    public void An_unrelated_file_changes_nothing(string step, string generator)
    {
        var result = Edit(generator, static compilation => compilation.AddSyntaxTrees(RoslynTest.Parse("class Unrelated;", "/project/Other.cs")));
        AssertNothingChanged(result, step);
    }

    [Theory]
    [MemberData(nameof(StepsAndGenerators))]
    public void A_comment_changes_nothing(string step, string generator)
    {
        var result = Edit(generator, Replacing(Source + "// a comment\n"));
        AssertNothingChanged(result, step);
    }

    [Theory]
    [MemberData(nameof(StepsAndGenerators))]
    public void Code_inside_methods_changes_nothing(string step, string generator)
    {
        var result = Edit(generator, Replacing(Source.Replace("answer.Should().BeJson<Query>()", "answer.Should().Be(question.Text)", StringComparison.Ordinal)));
        AssertNothingChanged(result, step);
    }

    [Theory]
    [InlineData(DatasetGenerator.ParseStep, nameof(DatasetGenerator), "string Text,", "string Text, int Priority,")]
    [InlineData(DatasetGenerator.ParseStep, nameof(DatasetGenerator), "Count, Maximum", "Count, Minimum")]
    [InlineData(PromptGenerator.ParseStep, nameof(PromptGenerator), "Translate the question", "Turn the question")]
    [InlineData(PromptGenerator.ParseStep, nameof(PromptGenerator), "string Text,", "int Text,")]
    [InlineData(ChatTemplateGenerator.ParseStep, nameof(ChatTemplateGenerator), "<|end|>", "<|stop|>")]
    [InlineData(ToolGenerator.ParseStep, nameof(ToolGenerator), "What to look for", "What to find")]
    [InlineData(ToolGenerator.ParseStep, nameof(ToolGenerator), "others = null", "others")]
    [InlineData(RecipeGenerator.ParseStep, nameof(RecipeGenerator), "Epochs = 3", "Epochs = 4")]
    [InlineData(RecipeGenerator.ParseStep, nameof(RecipeGenerator), "AtLeast = 0.98", "AtLeast = 0.99")]
    public void A_relevant_edit_is_seen(string step, string generator, string before, string after)
    {
        var result = Edit(generator, Replacing(Source.Replace(before, after, StringComparison.Ordinal)));
        AssertReasons(result, step, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void The_list_of_recipes_does_not_depend_on_their_options()
    {
        var result = Edit(nameof(RecipeGenerator), Replacing(Source.Replace("Epochs = 3", "Epochs = 4", StringComparison.Ordinal)));
        AssertReasons(result, RecipeGenerator.ListStep, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_Main_that_is_typed_is_seen_by_the_entry_point()
    {
        var result = Edit(
            nameof(RecipeGenerator), static compilation => compilation.AddSyntaxTrees(RoslynTest.Parse("static class Mine { static void Main() { } }", "/project/Mine.cs")));
        AssertReasons(result, EntryPointNeed.Step, IncrementalStepRunReason.Modified);
        Assert.DoesNotContain(result.GeneratedSources, source => source.HintName == "AttuneProgram.g.cs");
    }

    private static Func<Compilation, Compilation> Replacing(string source) =>
        compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(), RoslynTest.Parse(source));

    private static GeneratorRunResult Edit(string generator, Func<Compilation, Compilation> edit)
    {
        var compilation = RoslynTest.Compile(Source, OutputKind.ConsoleApplication);
        var driver = RoslynTest.Driver(trackSteps: true).RunGenerators(compilation);
        driver = driver.RunGenerators(edit(compilation));
        return driver.GetRunResult().Results.Single(result => result.Generator.GetGeneratorType().Name == generator);
    }

    private static void AssertReasons(GeneratorRunResult result, string step, params IncrementalStepRunReason[] allowed)
    {
        var reasons = result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Contains(reason, allowed));
    }

    private static void AssertNothingChanged(GeneratorRunResult result, string step)
    {
        AssertReasons(result, step, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
        var reasons = result.TrackedOutputSteps.SelectMany(output => output.Value).SelectMany(run => run.Outputs).Select(output => output.Reason).ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
