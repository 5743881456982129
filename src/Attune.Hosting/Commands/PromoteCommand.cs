using Attune.Hosting.Declarations;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Processes;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Makes another artifact the one that the servers of a project serve, by the program's own verb.</summary>
internal sealed class PromoteCommand(
    IRunnerControl runners, IDialogs dialogs, HostServices services, IReadOnlyDictionary<string, ResourceInstance> instances) : IRowCommand
{
    private const string Artifact = "artifact";

    public string Name => "promote";

    public string DisplayName => "Promote";

    public string Description => "Chooses the artifact that is served, writes it to the lock file, and restarts the servers.";

    public string Icon => "ArrowCircleUp";

    public bool IsHighlighted => false;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb == TuningVerbs.Serve;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.State != ResourceState.Starting;

    public async Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        var program = instance.Definition.Program!;
        var artifacts = Artifacts.Below(program.Folder).ToDictionary(artifact => artifact.Key, artifact => artifact);
        if (artifacts.Count == 0)
            return CommandOutcome.Failed("No recipe of the project has been tuned yet.");
        var answer = await dialogs.AskAsync(
            $"What {instance.Definition.Name} serves",
            "The choice is written to `attune.lock.json`.",
            [Inputs.Choice(Artifact, "Artifact", artifacts.Select(entry => (entry.Key, entry.Value.Describe())))],
            (_, value) => artifacts.ContainsKey(value) ? null : "Choose one of the artifacts.",
            cancellation).ConfigureAwait(false);
        if (answer is null)
            return CommandOutcome.Cancelled;
        var chosen = artifacts[answer[Artifact]];
        var exitCode = await RunAsync(instance, program.VerbCommand(TuningVerbs.Promote, null, ["--recipe", chosen.Recipe, "--artifact", chosen.Hash]), cancellation).ConfigureAwait(false);
        if (exitCode != 0)
            return CommandOutcome.Failed("The artifact could not be promoted; the row's lines say why.");
        foreach (var server in instances.Values.Where(other => other.Definition.Program == program && AppliesTo(other) && !services.Catalog.Get(other.Name).IsAtRest))
        {
            await runners.StopAsync(server.Name, cancellation).ConfigureAwait(false);
            runners.Start(server.Name);
        }

        return CommandOutcome.Done($"{chosen.Key} is served now.");
    }

    private async Task<int> RunAsync(ResourceInstance instance, ProcessSpecification command, CancellationToken cancellation)
    {
        var process = HostProcess.Start(command, services.Guard, services.Catalog.Log(instance.Name));
        await using (process.ConfigureAwait(false))
            return await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
    }
}
