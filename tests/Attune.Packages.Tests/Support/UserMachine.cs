using Attune.TestSupport;

namespace Attune.Packages.Tests.Support;

/// <summary>A folder as on a machine that has never seen Attune: an empty package cache, no templates, our feed beside the usual ones.</summary>
internal sealed class UserMachine : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public UserMachine(PackageFeed feed)
    {
        _environment = new() { ["NUGET_PACKAGES"] = Path.Combine(Folder, ".packages") };
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="attune" value="{feed.Folder}" />
              </packageSources>
            </configuration>
            """);
        // Nothing of this repository reaches into the project.
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(Folder, "Directory.Packages.props"), "<Project />");
    }

    public string Folder => _folder.Path;

    public string Project(string name) => Path.Combine(Folder, name);

    public void InstallTemplates(PackageFeed feed) =>
        Dotnet.Run(Folder, _environment, ["new", "install", feed.PathOf("Attune.Templates"), .. Hive]).MustSucceed();

    public void New(string template, string name, params string[] options) =>
        Dotnet.Run(Folder, _environment, ["new", template, "-o", name, .. options, .. Hive]).MustSucceed();

    public Run Run(string project, params string[] arguments) => Dotnet.Run(Project(project), _environment, arguments);

    public System.Diagnostics.Process Start(string project, params string[] arguments) => Dotnet.Start(Project(project), _environment, arguments);

    public void Dispose() => _folder.Dispose();

    /// <summary>Templates are installed for this folder alone, not for the user who runs the tests.</summary>
    private string[] Hive => ["--debug:custom-hive", Path.Combine(Folder, ".templates")];
}
