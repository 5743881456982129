using System.Xml.Linq;
using Attune.Benchmarks.Generators;

namespace Attune.Benchmarks.UpToDate;

/// <summary>
/// A folder as on a user's machine: a feed with our packages, a package cache of its own, and three built projects. One is
/// that of the template <c>attune</c>; its twin has as many sources, the same data and the same libraries, but neither our SDK nor our
/// build files nor our analyzers; the bare one is what <c>dotnet new console</c> makes.
/// </summary>
internal sealed class UserFolder
{
    private static readonly string[] Rooms = ["Tensors", "Text", "Models", "Training", "Evaluation", "Server"];

    private readonly string _folder;
    private readonly DotnetCommand _dotnet;

    public UserFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _dotnet = new DotnetCommand(Path.Combine(_folder, "packages"));
    }

    /// <summary>Packs, writes and builds what is not there yet.</summary>
    public void Make()
    {
        string done = Path.Combine(_folder, "made");
        if (File.Exists(done))
            return;
        Pack();
        WriteShared();
        WriteTemplate("Recipe");
        WriteTwin("Twin");
        WriteBare("Bare");
        foreach (string project in new[] { "Recipe", "Twin", "Bare" })
            _dotnet.Run(Path.Combine(_folder, project), "build");
        File.WriteAllText(done, "");
    }

    /// <summary>Builds a project that is up to date.</summary>
    /// <exception cref="InvalidOperationException">It was not: something was compiled, or the rows were checked.</exception>
    public CompileCost Build(string project, bool restores)
    {
        string folder = Path.Combine(_folder, project);
        var before = Written(folder);
        var (cost, output) = _dotnet.Run(folder, ["build", "--nologo", .. restores ? Array.Empty<string>() : ["--no-restore"]]);
        return before.SequenceEqual(Written(folder)) ? cost : throw new InvalidOperationException($"{project} was not up to date:\n{output}");
    }

    private static IEnumerable<(string, DateTime)> Written(string project) =>
        [.. new[] { "*.dll", "*.stamp" }
            .SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(project, "obj"), pattern, SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.GetLastWriteTimeUtc(path)))];

    private void Pack()
    {
        // The rooms were built with this benchmark; Attune builds what the compiler loads when it is packed.
        foreach (string room in Rooms)
            Pack("Attune." + room, "--no-build");
        Pack("Attune");
        Pack("Attune.Sdk");
    }

    /// <remarks>With the repository's own package cache: another one would be written into its obj folders.</remarks>
    private void Pack(string room, params string[] options) => new DotnetCommand(null).Run(
        ManyRecipes.RepositoryRoot(), ["pack", $"src/{room}", "-c", "Release", "-o", Path.Combine(_folder, "feed"), "--nologo", "-v", "quiet", .. options]);

    private void WriteShared()
    {
        // The other sources are those of the user's own configuration.
        Write("nuget.config", """
            <configuration>
              <packageSources>
                <add key="attune" value="feed" />
              </packageSources>
            </configuration>
            """);
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        File.Copy(Path.Combine(Template, ".editorconfig"), Path.Combine(_folder, ".editorconfig"), overwrite: true);
    }

    private void WriteTemplate(string name)
    {
        string starter = Path.Combine(Template, "Attune-Starter");
        string[] files = [Path.Combine(starter, "Attune-Starter.csproj"), .. Sources(starter), .. Data(starter)];
        foreach (string file in files)
            Write($"{name}/{Path.GetRelativePath(starter, file).Replace("Attune-Starter", name, StringComparison.Ordinal)}", File.ReadAllText(file));
    }

    private void WriteTwin(string name)
    {
        string starter = Path.Combine(Template, "Attune-Starter");
        string version = XDocument.Load(Path.Combine(ManyRecipes.RepositoryRoot(), "Directory.Build.props")).Descendants("Version").Single().Value;
        Write($"{name}/{name}.csproj", ConsoleProject("""
                <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
                <ServerGarbageCollection>false</ServerGarbageCollection>
                <InvariantGlobalization>true</InvariantGlobalization>
            """, $"""
              <ItemGroup>
                <PackageReference Include="Attune" Version="{version}" ExcludeAssets="analyzers;build;buildTransitive;buildMultitargeting" />
              </ItemGroup>
            """));
        string[] sources = Sources(starter);
        for (int i = 0; i < sources.Length; i++)
        {
            string type = Path.GetFileNameWithoutExtension(sources[i]);
            Write($"{name}/{type}.cs", i == 0 ? $"internal static class {type} {{ private static void Main() {{ }} }}\n" : $"internal sealed record {type}(string Text);\n");
        }

        foreach (string file in Data(starter))
            Write($"{name}/{Path.GetRelativePath(starter, file)}", File.ReadAllText(file));
    }

    private void WriteBare(string name)
    {
        Write($"{name}/{name}.csproj", ConsoleProject("", ""));
        Write($"{name}/Program.cs", "Console.WriteLine(\"Hello, World!\");\n");
    }

    private static string ConsoleProject(string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
        {properties}
          </PropertyGroup>
        {items}
        </Project>
        """;

    private static string Template => Path.Combine(ManyRecipes.RepositoryRoot(), "templates", "content", "attune");

    private static string[] Sources(string starter) => [.. Directory.GetFiles(starter, "*.cs").Order(StringComparer.Ordinal)];

    private static string[] Data(string starter) => Directory.GetFiles(Path.Combine(starter, "data"));

    private void Write(string relative, string text)
    {
        string path = Path.Combine(_folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
