using Attune.Hosting.Declarations;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Runs the assertions again.</summary>
internal sealed class EvaluateCommand(IRunnerControl runners) : IRowCommand
{
    public string Name => "evaluate";

    public string DisplayName => "Evaluate";

    public string Description => "Runs the assertions on the tuned models, without training.";

    public string Icon => "ClipboardCheckmark";

    public bool IsHighlighted => true;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb == TuningVerbs.Evaluate;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.IsAtRest;

    public Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        runners.Start(instance.Name);
        return Task.FromResult(CommandOutcome.Done());
    }
}
