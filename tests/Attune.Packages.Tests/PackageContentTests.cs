using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Attune.Packages.Tests.Support;
using Attune.TestSupport;

namespace Attune.Packages.Tests;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFeed feed)
{
    private static readonly string[] s_libraries = ["Attune", "Attune.Evaluation", "Attune.Models", "Attune.Server", "Attune.Tensors", "Attune.Text", "Attune.Training"];

    [Fact]
    public void Every_room_is_a_package()
    {
        // Attune.Aspire.Hosting is outside Sdk.sln: docs/aspire.md says why, and how it is packed.
        var solution = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "Sdk.sln"));
        var rooms = Directory.GetDirectories(Path.Combine(SharedData.RepositoryRoot, "src")).Select(path => Path.GetFileName(path)!)
            .Where(name => solution.Contains($"{name}.csproj", StringComparison.Ordinal)).Append("Attune.Templates");
        Assert.Equal(rooms.Order(StringComparer.Ordinal), feed.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_package_says_what_it_is()
    {
        foreach (var name in feed.Names)
        {
            using var package = ZipFile.OpenRead(feed.PathOf(name));
            var metadata = Nuspec(package).Root!.Elements().Single();
            string Value(string element) => metadata.Elements().SingleOrDefault(found => found.Name.LocalName == element)?.Value ?? "";
            Assert.Equal("MIT", Value("license"));
            Assert.Equal("icon.png", Value("icon"));
            Assert.Equal("README.md", Value("readme"));
            Assert.True(Value("description").Length > 20, name);
            Assert.NotNull(package.GetEntry("icon.png"));
            Assert.True(package.GetEntry("README.md")!.Length > 100, name);
        }
    }

    [Fact]
    public void Libraries_carry_their_documentation_and_depend_on_their_own_version()
    {
        foreach (var name in s_libraries)
        {
            using var package = ZipFile.OpenRead(feed.PathOf(name));
            Assert.NotNull(package.GetEntry($"lib/net10.0/{name}.dll"));
            Assert.True(package.GetEntry($"lib/net10.0/{name}.xml")!.Length > 1000, name);
            var ours = Nuspec(package).Descendants().Where(element => element.Name.LocalName == "dependency" && element.Attribute("id")!.Value.StartsWith("Attune", StringComparison.Ordinal));
            Assert.All(ours, dependency => Assert.Equal(feed.Version, dependency.Attribute("version")!.Value));
        }
    }

    [Fact]
    public void Symbols_carry_the_sources_and_no_path_of_this_machine()
    {
        foreach (var name in s_libraries)
        {
            using var package = ZipFile.OpenRead(feed.PathOf(name, ".snupkg"));
            using var pdb = new MemoryStream(Bytes(package.GetEntry($"lib/net10.0/{name}.pdb")!));
            var documents = SymbolFile.Documents(pdb);
            Assert.NotEmpty(documents);
            Assert.All(documents, document => Assert.StartsWith("/_/", document.Name, StringComparison.Ordinal));
            Assert.All(documents, document => Assert.True(document.IsEmbedded, document.Name));
        }
    }

    [Fact]
    public void Assemblies_are_reproducible()
    {
        foreach (var name in s_libraries)
        {
            using var package = ZipFile.OpenRead(feed.PathOf(name));
            using var portable = new PEReader(new MemoryStream(Bytes(package.GetEntry($"lib/net10.0/{name}.dll")!)));
            Assert.Contains(portable.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        }
    }

    [Fact]
    public void Attune_brings_generators_and_base_models()
    {
        using var package = ZipFile.OpenRead(feed.PathOf("Attune"));
        foreach (var assembly in new[] { "Attune.Generators", "Attune.CodeFixes", "Attune.Text" })
            Assert.NotNull(package.GetEntry($"analyzers/dotnet/cs/{assembly}.dll"));
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "src", "Attune", "Bases", "attune-tiny")))
            Assert.Equal(File.ReadAllBytes(file), Bytes(package.GetEntry($"bases/attune-tiny/{Path.GetFileName(file)}")!));
        Assert.NotNull(package.GetEntry("buildTransitive/Attune.targets"));
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.StartsWith("content", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sdk_names_its_own_version()
    {
        using var package = ZipFile.OpenRead(feed.PathOf("Attune.Sdk"));
        using var reader = new StreamReader(package.GetEntry("Sdk/Attune.Version.props")!.Open());
        Assert.Equal(feed.Version, XDocument.Parse(reader.ReadToEnd()).Descendants("AttuneVersion").Single().Value);
        Assert.NotNull(package.GetEntry("Sdk/Sdk.props"));
        Assert.NotNull(package.GetEntry("Sdk/Sdk.targets"));
    }

    [Fact]
    public void Templates_use_this_version()
    {
        using var package = ZipFile.OpenRead(feed.PathOf("Attune.Templates"));
        var projects = package.Entries.Where(entry => entry.FullName.EndsWith("-Starter.csproj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(projects);
        foreach (var project in projects)
        {
            using var reader = new StreamReader(project.Open());
            var text = reader.ReadToEnd();
            Assert.True(
                text.Contains($"Sdk=\"Attune.Sdk/{feed.Version}\"", StringComparison.Ordinal)
                || text.Contains($"Include=\"Attune.Hosting\" Version=\"{feed.Version}\"", StringComparison.Ordinal),
                project.FullName);
        }
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
