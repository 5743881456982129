namespace Attune.Hosting;

/// <summary>A project that a host project references, so that it can be named by type: <c>AddTuningProject&lt;Projects.SupportBot&gt;("support-bot")</c>.</summary>
public interface IProjectMetadata
{
    /// <summary>The project file.</summary>
    string ProjectPath { get; }
}
