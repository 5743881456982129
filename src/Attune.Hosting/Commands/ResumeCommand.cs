using Attune.Hosting.Declarations;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Goes on with a run that was stopped or failed.</summary>
internal sealed class ResumeCommand(IRunnerControl runners) : IRowCommand
{
    public string Name => "resume";

    public string DisplayName => "Resume";

    public string Description => "Goes on from the last checkpoint.";

    public string Icon => "Play";

    public bool IsHighlighted => false;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb == TuningVerbs.Tune;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.State is ResourceState.Stopped or ResourceState.Failed;

    public Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        runners.Start(instance.Name);
        return Task.FromResult(CommandOutcome.Done());
    }
}
