using Attune.Hosting.Declarations;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Stops a program, or takes it out of the queue.</summary>
internal sealed class StopCommand(IRunnerControl runners) : IRowCommand
{
    public string Name => "stop";

    public string DisplayName => "Stop";

    public string Description => "Asks the process to end, and ends it after 30 seconds.";

    public string Icon => "Stop";

    public bool IsHighlighted => true;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb != TuningVerbs.Tune;

    public bool IsEnabled(ResourceSnapshot snapshot) => !snapshot.IsAtRest && snapshot.State != ResourceState.Stopping;

    public async Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        await runners.StopAsync(instance.Name, cancellation).ConfigureAwait(false);
        return CommandOutcome.Done();
    }
}
