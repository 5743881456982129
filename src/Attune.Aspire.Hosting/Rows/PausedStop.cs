using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Lets Aspire's own Stop reach a row that has no process yet, because Attune keeps it from starting.</summary>
internal sealed class PausedStop(RowPauses pauses)
{
    private readonly ConcurrentDictionary<IResource, ResourceCommandAnnotation> _added = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Puts a command before Aspire's. Aspire adds its commands when it prepares resources, which it has done once it starts one; the
    /// collection of annotations may be changed while others read it.
    /// </summary>
    public void AddTo(IResource resource)
    {
        for (var i = 0; i < resource.Annotations.Count; i++)
        {
            if (resource.Annotations[i] is ResourceCommandAnnotation stop && stop.Name == KnownResourceCommands.StopCommand
                && _added.GetValueOrDefault(resource) != stop)
            {
                resource.Annotations[i] = _added[resource] = Of(resource.Name, stop);
            }
        }
    }

    private ResourceCommandAnnotation Of(string name, ResourceCommandAnnotation stop) => new(
        stop.Name,
        stop.DisplayName,
        stop.UpdateState,
        context => pauses.GiveUp(name) ? Task.FromResult(CommandResults.Success()) : stop.ExecuteCommand(context),
        stop.DisplayDescription,
        parameter: null,
        stop.ConfirmationMessage,
        stop.IconName,
        stop.IconVariant,
        stop.IsHighlighted);
}
