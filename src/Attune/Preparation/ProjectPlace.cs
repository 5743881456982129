using System.Reflection;
using System.Text;

namespace Attune.Preparation;

/// <summary>Where the user's project is, and how its declared paths become files.</summary>
internal sealed class ProjectPlace
{
    private readonly SortedSet<string> _readFiles = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _property;

    /// <param name="directory">The project's folder.</param>
    /// <param name="property">The value of an MSBuild property that the project passes on, or null.</param>
    public ProjectPlace(string directory, Func<string, string?> property)
    {
        Directory = Path.GetFullPath(directory);
        _property = property;
    }

    public string Directory { get; }

    /// <summary>Every file that was read, for the build to watch.</summary>
    public IReadOnlyCollection<string> ReadFiles => _readFiles;

    /// <summary>The place that MSBuild wrote into <c>runtimeconfig.json</c>; a given folder goes first.</summary>
    /// <param name="directory">The folder that the caller names, or null.</param>
    /// <param name="program">The recipe's own program: in a test or a service that references it, the running program is another.</param>
    public static ProjectPlace Find(string? directory, Assembly? program = null)
    {
        var settings = ProgramSettings.Of(program);
        var place = directory ?? settings("Attune.ProjectDirectory") ?? AppContext.BaseDirectory;
        if (!System.IO.Directory.Exists(place))
        {
            throw new AttuneException(
                "ATT4303", $"The project folder '{place}' does not exist.", "Pass the folder with --project, or build the project where it is now.");
        }

        return new ProjectPlace(place, name => settings("Attune.Property." + name));
    }

    /// <summary>Replaces <c>$(Name)</c> and makes the path absolute.</summary>
    /// <exception cref="AttuneException">A property has no value.</exception>
    public string Resolve(string declared, Definitions.SourcePlace declaration)
    {
        var path = new StringBuilder();
        var at = 0;
        while (at < declared.Length)
        {
            var open = declared.IndexOf("$(", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : declared.IndexOf(')', open);
            if (close < 0)
                break;
            var name = declared[(open + 2)..close];
            var value = _property(name);
            if (string.IsNullOrEmpty(value))
            {
                throw new AttuneException(
                    "ATT4304", $"The path '{declared}' needs the MSBuild property {name}, which has no value.",
                    $"Build with -p:{name}=<folder>, and let the project pass it on: <AttuneProperty Include=\"{name}\" Value=\"$({name})\" />.",
                    declaration.File, declaration.Line, declaration.Column);
            }

            path.Append(declared, at, open - at).Append(value);
            at = close + 1;
        }

        path.Append(declared, at, declared.Length - at);
        return Path.GetFullPath(Path.Combine(Directory, path.ToString()));
    }

    /// <summary>Remembers that a file decides the result.</summary>
    public void NoteRead(string path) => _readFiles.Add(Path.GetFullPath(path));

    /// <summary>A path as shown to people: relative where it lies below the project.</summary>
    public string Show(string path)
    {
        var relative = Path.GetRelativePath(Directory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
