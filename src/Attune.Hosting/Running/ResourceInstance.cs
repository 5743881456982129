using System.Globalization;
using Attune.Hosting.Declarations;

namespace Attune.Hosting.Running;

/// <summary>One row: a resource, or one replica of it.</summary>
/// <param name="Definition">What was declared.</param>
/// <param name="Replica">Counted from 0.</param>
internal sealed record ResourceInstance(ResourceDefinition Definition, int Replica)
{
    public string Name { get; } = Definition.Replicas == 1 ? Definition.Name : string.Create(CultureInfo.InvariantCulture, $"{Definition.Name}-{Replica + 1}");

    public static IEnumerable<ResourceInstance> Of(ResourceDefinition definition) =>
        Enumerable.Range(0, definition.Replicas).Select(replica => new ResourceInstance(definition, replica));
}
