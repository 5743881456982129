using Attune.Hosting.Declarations;

namespace Attune.Hosting.Running;

/// <summary>Whether the resources that another one waits for are ready.</summary>
internal sealed class Readiness(ResourceCatalog catalog, IReadOnlyDictionary<string, ResourceDefinition> definitions)
{
    /// <summary>What is still waited for, in words; null where everything is ready.</summary>
    public string? Missing(ResourceDefinition definition)
    {
        foreach (var dependency in definition.Dependencies)
        {
            var other = definitions[dependency.On];
            foreach (var instance in ResourceInstance.Of(other))
            {
                var snapshot = catalog.Get(instance.Name);
                if (!IsReady(other, snapshot, dependency.Completion))
                    return $"{instance.Name} ({Describe(snapshot)})";
            }
        }

        return null;
    }

    /// <summary>A resource that ends by itself is ready when it has; another one already when it runs and its health check says so.</summary>
    private static bool IsReady(ResourceDefinition definition, ResourceSnapshot snapshot, bool completion)
    {
        if (snapshot.State == ResourceState.Finished)
            return true;
        return !completion && !definition.RunsToCompletion
            && snapshot.State == ResourceState.Running && (definition.HealthPath is null || snapshot.Health == ResourceHealth.Healthy);
    }

    private static string Describe(ResourceSnapshot snapshot) => snapshot switch
    {
        { State: ResourceState.Failed, ExitCode: { } code } => "failed with " + ExitCodes.Describe(code),
        { State: ResourceState.NotStarted } => "not started",
        { State: ResourceState.Running, Health: ResourceHealth.Unhealthy } => "not healthy yet",
        { State: ResourceState.Waiting } => "waiting itself",
        { State: ResourceState.Starting } => "starting",
        { State: ResourceState.Running } => "running",
        { State: ResourceState.Stopping or ResourceState.Stopped } => "stopped",
        _ => "failed",
    };
}
