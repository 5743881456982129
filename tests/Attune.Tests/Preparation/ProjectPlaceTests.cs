using Attune.Definitions;
using Attune.Preparation;
using Attune.TestSupport;

namespace Attune.Tests.Preparation;

public sealed class ProjectPlaceTests
{
    private static readonly SourcePlace Declaration = new("Rows.cs", 3, 2);

    [Fact]
    public void Paths_are_relative_to_the_project_and_take_properties()
    {
        using var folder = new TemporaryFolder();
        var place = new ProjectPlace(folder.Path, name => name == "Data" ? "elsewhere" : null);
        Assert.Equal(folder.File("rows.csv"), place.Resolve("rows.csv", Declaration));
        Assert.Equal(Path.Combine(folder.Path, "elsewhere", "rows.csv"), place.Resolve("$(Data)/rows.csv", Declaration));
    }

    [Fact]
    public void A_property_without_a_value_is_an_error_at_the_attribute()
    {
        using var folder = new TemporaryFolder();
        var place = new ProjectPlace(folder.Path, _ => "");
        var error = Assert.Throws<AttuneException>(() => place.Resolve("$(Data)/rows.csv", Declaration));
        Assert.Equal("ATT4304", error.Code);
        Assert.StartsWith("Rows.cs(3,2): error ATT4304: ", error.ToString());
        Assert.Contains("-p:Data=", error.Remedy);
    }

    [Fact]
    public void A_base_that_is_no_name_and_no_folder_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var place = new ProjectPlace(folder.Path, _ => null);
        var error = Assert.Throws<AttuneException>(() => BaseModels.FindFolder("attune/tinny", place, Declaration));
        Assert.Equal("ATT4305", error.Code);
        Assert.Contains("attune/tiny", error.Fact);
    }
}
