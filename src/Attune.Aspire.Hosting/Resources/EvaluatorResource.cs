namespace Aspire.Hosting.ApplicationModel;

/// <summary>Evaluates the tuned models of a tuning project without ever training, and ends.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="project">The project.</param>
[AspireExport]
public sealed class EvaluatorResource(string name, TuningProjectResource project)
    : ExecutableResource(name, project.Command, project.WorkingDirectory)
{
    /// <summary>The project.</summary>
    public TuningProjectResource Project { get; } = project;
}
