using Attune.Generators.Tests.Testing;
using Attune.TestSupport;

namespace Attune.Generators.Tests.Emission;

/// <summary>
/// The whole output for the sample, to be read in a review. <c>ATTUNE_UPDATE_GOLDEN=1 dotnet test</c> writes it anew.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "tests", "Attune.Generators.Tests", "Golden");

    [Theory]
    [InlineData("Question.Dataset.g.cs")]
    [InlineData("AskForQuery.Prompt.g.cs")]
    [InlineData("QueryModel.Recipe.g.cs")]
    [InlineData("AttuneRecipes.g.cs")]
    public void The_output_for_the_sample_is_as_it_was_reviewed(string name)
    {
        var file = Path.Combine(Folder, name + ".txt");
        var actual = RoslynTest.Generated(Samples.Question, name);
        if (Environment.GetEnvironmentVariable("ATTUNE_UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
        Assert.DoesNotContain('\r', actual);
    }
}
