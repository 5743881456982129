using System.Xml.Linq;
using Attune.TestSupport;

namespace Attune.House.Tests;

/// <summary>The doors of docs/architecture.md: which project may reference which.</summary>
public sealed class ProjectGraphTests
{
    private static readonly Dictionary<string, string[]> Doors = new()
    {
        ["Attune.Tensors"] = [],
        ["Attune.Text"] = [],
        ["Attune.Models"] = ["Attune.Tensors", "Attune.Text"],
        ["Attune.Training"] = ["Attune.Models"],
        ["Attune.Evaluation"] = ["Attune.Models"],
        ["Attune.Server"] = ["Attune.Models"],
        ["Attune"] = ["Attune.Training", "Attune.Evaluation", "Attune.Server"],
        ["Attune.Hosting"] = [],
        ["Attune.Aspire.Hosting"] = ["Attune.Hosting"],
        ["Attune.Cli"] = ["Attune", "Attune.Hosting"],
        ["Attune.Sdk"] = [],
        ["Attune.Generators"] = ["Attune.Text"],
        ["Attune.CodeFixes"] = ["Attune.Generators"],
    };

    /// <summary>Rooms that need a package which not every feed has; each is built by a switch of its own.</summary>
    private static readonly Dictionary<string, string> OutsideTheSolution = new()
    {
        ["Attune.Aspire.Hosting"] = "AspireHosting",
    };

    private static readonly string[] ForbiddenNames = ["Common", "Core", "Utils", "Utilities", "Helpers", "Abstractions"];

    private static IEnumerable<string> Paths =>
        Directory.GetFiles(SharedData.RepositoryRoot, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/'))
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("generators/", StringComparison.Ordinal));

    public static TheoryData<string> Projects => [.. Paths];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_references_only_what_its_door_leads_to(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Doors.ContainsKey(name), $"{name} is not in docs/architecture.md and in this test's table.");
        var references = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, project)).Descendants("ProjectReference")
            .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.All(references, reference => Assert.True(
            Doors[name].Contains(reference), $"{name} references {reference}; its doors lead to: {string.Join(", ", Doors[name])}."));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_room_is_named_after_nothing(string project) =>
        Assert.DoesNotContain(Path.GetFileNameWithoutExtension(project).Split('.'), part => ForbiddenNames.Contains(part));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_room_is_in_the_solution_unless_it_has_a_switch(string project)
    {
        var solution = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "Sdk.sln")).Replace('\\', '/');
        if (!OutsideTheSolution.TryGetValue(Path.GetFileNameWithoutExtension(project), out var name))
        {
            Assert.Contains(project, solution, StringComparison.Ordinal);
            return;
        }

        Assert.DoesNotContain(project, solution, StringComparison.Ordinal);
        var packages = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, project)).Descendants("PackageReference").ToList();
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Equal($"'$({name})' == 'true'", package.Parent!.Attribute("Condition")?.Value));
    }

    [Fact]
    public void No_room_of_the_solution_references_one_outside_of_it()
    {
        var found = from path in Directory.GetFiles(SharedData.RepositoryRoot, "*.csproj", SearchOption.AllDirectories)
                    let solution = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "Sdk.sln")).Replace('\\', '/')
                    where solution.Contains(Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/'), StringComparison.Ordinal)
                    from reference in XDocument.Load(path).Descendants("ProjectReference")
                    let name = Path.GetFileNameWithoutExtension(reference.Attribute("Include")?.Value.Replace('\\', '/'))
                    where name is not null && OutsideTheSolution.ContainsKey(name)
                    select $"{path} references {name}";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_room_of_the_table_exists() => Assert.Equal(
        Doors.Keys.Order(StringComparer.Ordinal), Paths.Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));
}
