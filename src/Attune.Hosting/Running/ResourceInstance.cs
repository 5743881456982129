using System.Globalization;
using Attune.Hosting.Declarations;

namespace Attune.Hosting.Running;

/// <summary>One row: a resource, or one replica of it.</summary>
/// <param name="Definition">What was declared.</param>
/// <param name="Replica">Counted from 0.</param>
internal sealed record ResourceInstance(ResourceDefinition Definition, int Replica)
{
    public string Name { get; } = Definition.Replicas == 1 ? Definition.Name : string.Create(CultureInfo.InvariantCulture, $"{Definition.Name}-{Replica + 1}");

    /// <summary>What is known of it before anything has run.</summary>
    public ResourceSnapshot FirstSnapshot(DateTimeOffset now) => new()
    {
        Name = Name,
        DisplayName = Definition.Name,
        Type = Definition.Type,
        Parent = Definition.Parent,
        DependsOn = [.. Definition.Dependencies.Select(dependency => dependency.On)],
        State = Definition.StartsOnRequest ? ResourceState.NotStarted : ResourceState.Waiting,
        CreatedAt = now,
    };

    public static IEnumerable<ResourceInstance> Of(ResourceDefinition definition) =>
        Enumerable.Range(0, definition.Replicas).Select(replica => new ResourceInstance(definition, replica));
}
