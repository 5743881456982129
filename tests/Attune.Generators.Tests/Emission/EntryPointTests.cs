using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tests.Emission;

/// <summary>A tuning project is a program without writing a <c>Main</c>.</summary>
public sealed class EntryPointTests
{
    [Fact]
    public void A_program_without_Main_gets_one()
    {
        var output = RoslynTest.GenerateCleanly(Samples.Question, OutputKind.ConsoleApplication);
        Assert.Equal("Attune.Generated.AttuneProgram", output.GetEntryPoint(default)!.ContainingType.ToDisplayString());
    }

    [Fact]
    public void A_program_without_recipes_gets_one_too() => RoslynTest.GenerateCleanly(Samples.Ticket, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("return await AttuneApp.RunAsync(args, Attune.Generated.AttuneRecipes.All);\n" + Samples.Question, "Program")]
    [InlineData(Samples.Question + "static class Mine { static void Main() { } }", "Mine")]
    public void The_users_Main_stays(string source, string type)
    {
        var output = RoslynTest.GenerateCleanly(source, OutputKind.ConsoleApplication);
        Assert.Equal(type, output.GetEntryPoint(default)!.ContainingType.ToDisplayString());
    }

    [Fact]
    public void A_library_gets_the_list_and_no_Main()
    {
        var (_, result) = RoslynTest.Generate(RoslynTest.Compile(Samples.Question));
        var names = result.GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath)).Order(StringComparer.Ordinal);
        Assert.Equal(["AskForQuery.Prompt.g.cs", "AttuneRecipes.g.cs", "QueryModel.Recipe.g.cs", "Question.Dataset.g.cs"], names);
    }

    [Fact]
    public void AttuneGenerateEntryPoint_switches_it_off()
    {
        var options = TestOptions.Default.With("AttuneGenerateEntryPoint", "false");
        var (output, _) = RoslynTest.Generate(RoslynTest.Compile(Samples.Question, OutputKind.ConsoleApplication), options);
        Assert.Equal(["CS5001"], output.GetDiagnostics().Where(problem => problem.Severity == DiagnosticSeverity.Error).Select(problem => problem.Id));
    }
}
