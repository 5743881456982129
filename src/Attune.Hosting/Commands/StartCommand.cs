using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Starts a program that does not run.</summary>
internal sealed class StartCommand(IRunnerControl runners) : IRowCommand
{
    public string Name => "start";

    public string DisplayName => "Start";

    public string Description => "Starts the process.";

    public string Icon => "Play";

    public bool IsHighlighted => true;

    public bool AppliesTo(ResourceInstance instance) => !instance.Definition.IsAttuneProgram || !instance.Definition.RunsToCompletion;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.IsAtRest;

    public Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        runners.Start(instance.Name);
        return Task.FromResult(CommandOutcome.Done());
    }
}
