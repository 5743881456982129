using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Emission;

/// <summary>Definitions know where they were declared, without a machine's folders.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("/project/Sample.cs", "\"Sample.cs\", 2, 2")]
    [InlineData("/project/Models/Sample.cs", "\"Models/Sample.cs\", 2, 2")]
    [InlineData("/projects/Sample.cs", "\"/projects/Sample.cs\", 2, 2")]
    public void Places_are_relative_to_the_project(string path, string place)
    {
        var compilation = RoslynTest.Compile("\n" + Samples.Ticket, path: path);
        var code = RoslynTest.Generate(compilation).Result.GeneratedTrees.Single().ToString();
        Assert.Contains($"Place = new({place}),", code, StringComparison.Ordinal);
    }
}
