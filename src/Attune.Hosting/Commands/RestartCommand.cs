using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Stops a program and starts it again; a project is built again.</summary>
internal sealed class RestartCommand(IRunnerControl runners) : IRowCommand
{
    public string Name => "restart";

    public string DisplayName => "Restart";

    public string Description => "Stops the process and starts it again.";

    public string Icon => "ArrowCounterclockwise";

    public bool IsHighlighted => false;

    public bool AppliesTo(ResourceInstance instance) => !instance.Definition.IsAttuneProgram || !instance.Definition.RunsToCompletion;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.State == ResourceState.Running;

    public async Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        await runners.StopAsync(instance.Name, cancellation).ConfigureAwait(false);
        runners.Start(instance.Name);
        return CommandOutcome.Done();
    }
}
