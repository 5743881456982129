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

    public string Description => "Asks which artifact is served, writes it to the lock file, and restarts the servers.";

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
        var locked = Artifacts.Locked(program.Folder);
        var options = Options(artifacts.Values, locked).ToList();
        var answer = await dialogs.AskAsync(
            $"What {instance.Definition.Name} serves",
            "The choice is written to `attune.lock.json`. An artifact stays there when another is tuned.",
            [Inputs.Choice(Artifact, "Artifact", options)],
            (_, value) => options.Exists(option => option.Value == value) ? null : "Choose one of the artifacts.",
            cancellation).ConfigureAwait(false);
        if (answer is null)
            return CommandOutcome.Cancelled;
        var choice = answer[Artifact];
        IReadOnlyList<string> arguments = artifacts.TryGetValue(choice, out var chosen)
            ? ["--recipe", chosen.Recipe, "--artifact", chosen.Hash]
            : ["--recipe", choice];
        var exitCode = await RunAsync(instance, program.VerbCommand(TuningVerbs.Promote, null, arguments), cancellation).ConfigureAwait(false);
        if (exitCode != 0)
            return CommandOutcome.Failed("The artifact could not be promoted; the row's lines say why.");
        foreach (var server in instances.Values.Where(other => other.Definition.Program == program && AppliesTo(other) && !services.Catalog.Get(other.Name).IsAtRest))
        {
            await runners.StopAsync(server.Name, cancellation).ConfigureAwait(false);
            runners.Start(server.Name);
        }

        return CommandOutcome.Done(chosen is null ? $"What {choice} is tuned to is served now." : $"{chosen.Key} is served now.");
    }

    /// <summary>The artifacts, and for each recipe to have no choice of one's own any more.</summary>
    private static IEnumerable<(string Value, string Text)> Options(IReadOnlyCollection<KnownArtifact> artifacts, IReadOnlyDictionary<string, string> locked)
    {
        foreach (var artifact in artifacts)
            yield return (artifact.Key, artifact.Describe(locked.GetValueOrDefault(artifact.Recipe) == artifact.Weights));
        foreach (var recipe in artifacts.Select(artifact => artifact.Recipe).Distinct(StringComparer.Ordinal))
            yield return (recipe, $"{recipe}: what it is tuned to, now and after each later run");
    }

    private async Task<int> RunAsync(ResourceInstance instance, ProcessSpecification command, CancellationToken cancellation)
    {
        var process = HostProcess.Start(command, services.Guard, services.Catalog.Log(instance.Name));
        await using (process.ConfigureAwait(false))
            return await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
    }
}
