using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Emission;

/// <summary>An attribute is found by whatever name C# lets a user write it, and one of another library is not taken for ours.</summary>
public sealed class AliasTests
{
    private const string Row = """public sealed partial record Row(string Text, [property: Completion] string Label);""";

    [Theory]
    [InlineData("", "[Dataset(\"a.csv\")]")]
    [InlineData("", "[DatasetAttribute(\"a.csv\")]")]
    [InlineData("", "[@DatasetAttribute(\"a.csv\")]")]
    [InlineData("", "[Attune.Dataset(\"a.csv\")]")]
    [InlineData("", "[global::Attune.DatasetAttribute(\"a.csv\")]")]
    [InlineData("", "[System.Serializable, Dataset(\"a.csv\")]")]
    [InlineData("", "[System.Serializable][Dataset(\"a.csv\")]")]
    [InlineData("using Rows = Attune.DatasetAttribute;", "[Rows(\"a.csv\")]")]
    [InlineData("using RowsAttribute = Attune.DatasetAttribute;", "[Rows(\"a.csv\")]")]
    [InlineData("global using Rows = Attune.DatasetAttribute;", "[Rows(\"a.csv\")]")]
    [InlineData("using A = Attune;", "[A.Dataset(\"a.csv\")]")]
    [InlineData("using A = Attune;", "[A::Dataset(\"a.csv\")]")]
    public void Every_spelling_is_found(string usings, string attribute) =>
        Assert.Contains("DatasetDefinition<global::Row>", RoslynTest.Generated($"{usings}\n{attribute} {Row}", "Row.Dataset.g.cs"), StringComparison.Ordinal);

    [Fact]
    public void A_name_for_the_whole_project_is_found_in_every_file()
    {
        var compilation = RoslynTest.Compile($"[Rows(\"a.csv\")] {Row}")
            .AddSyntaxTrees(RoslynTest.Parse("global using RowsAttribute = Attune.DatasetAttribute;", RoslynTest.ProjectFolder + "/Aliases.cs"));
        Assert.Contains(RoslynTest.Generate(compilation).Result.GeneratedTrees, tree => tree.FilePath.EndsWith("Row.Dataset.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_inside_a_namespace_is_found() =>
        RoslynTest.Generated($"namespace Inner {{ using Rows = Attune.DatasetAttribute; namespace Most {{ [Rows(\"a.csv\")] {Row} }} }}", "Inner.Most.Row.Dataset.g.cs");

    [Theory]
    [InlineData("class DatasetAttribute(string path) : System.Attribute;", "[Dataset(\"a.csv\")]")]
    [InlineData("class Other { public class DatasetAttribute(string path) : System.Attribute; }", "[Other.Dataset(\"a.csv\")]")]
    [InlineData("", "[Datasets(\"a.csv\")]")]
    public void Another_attribute_is_not_ours(string declared, string attribute) =>
        Assert.Empty(RoslynTest.Generate(RoslynTest.Compile($"{attribute} {Row}\n{declared}")).Result.GeneratedTrees);
}
