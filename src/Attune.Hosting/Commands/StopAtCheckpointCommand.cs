using Attune.Hosting.Declarations;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Interrupts a training run: it finishes its step and leaves a checkpoint.</summary>
internal sealed class StopAtCheckpointCommand(IRunnerControl runners) : IRowCommand
{
    public string Name => "stop-at-checkpoint";

    public string DisplayName => "Stop at checkpoint";

    public string Description => "Finishes the step, writes a checkpoint and ends. Resume goes on from it, to the same bits.";

    public string Icon => "Stop";

    public bool IsHighlighted => true;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb == TuningVerbs.Tune;

    public bool IsEnabled(ResourceSnapshot snapshot) => !snapshot.IsAtRest && snapshot.State != ResourceState.Stopping;

    public async Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        await runners.StopAsync(instance.Name, cancellation).ConfigureAwait(false);
        return CommandOutcome.Done("Stopped; Resume goes on from the checkpoint.");
    }
}
