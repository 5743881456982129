namespace Aspire.Hosting.ApplicationModel;

/// <summary>A tuning project of Attune. Its own process is the build; trainers, evaluators and servers run what was built.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="projectFile">The project file, a full path.</param>
[AspireExport(ExposeProperties = true)]
public sealed class TuningProjectResource(string name, string projectFile)
    : ExecutableResource(name, Attune.Hosting.Declarations.BuiltProgram.Launcher, Path.GetDirectoryName(projectFile)!)
{
    /// <summary>The project file, a full path.</summary>
    public string ProjectFile { get; } = projectFile;
}
