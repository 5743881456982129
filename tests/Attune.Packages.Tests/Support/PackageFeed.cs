using System.Xml.Linq;
using Attune.TestSupport;

namespace Attune.Packages.Tests.Support;

/// <summary>All packages of the repository, packed once into a folder, as a release would.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackageFeed()
    {
        Version = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "Directory.Build.props")).Descendants("Version").Single().Value;
        Dotnet.Run(SharedData.RepositoryRoot, "pack", "Sdk.sln", "-c", "Release", "-o", Folder, "--nologo", "-v", "quiet").MustSucceed();
    }

    public string Version { get; }

    public string Folder => _folder.Path;

    public IEnumerable<string> Names => Directory.GetFiles(Folder, "*.nupkg").Select(path => Path.GetFileName(path)[..^(Version.Length + ".nupkg".Length + 1)]);

    public string PathOf(string package, string extension = ".nupkg") => Path.Combine(Folder, $"{package}.{Version}{extension}");

    public void Dispose() => _folder.Dispose();
}

/// <summary>The tests of this assembly share one feed and run one after the other: each runs builds of its own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "packages";
}
