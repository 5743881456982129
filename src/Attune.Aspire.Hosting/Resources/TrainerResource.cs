namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tunes the recipes of a tuning project that are not up to date, and ends.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="project">The project.</param>
[AspireExport]
public sealed class TrainerResource(string name, TuningProjectResource project)
    : ExecutableResource(name, project.Command, project.WorkingDirectory)
{
    /// <summary>The project.</summary>
    public TuningProjectResource Project { get; } = project;
}
