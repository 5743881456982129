using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;

namespace Attune.Hosting.ResourceService.Methods;

/// <summary>All rows, and then each change. A row that changed several times since the last message is sent once.</summary>
internal sealed class WatchResources(ResourceCatalog catalog, ResourceMessages messages) : IGrpcMethod
{
    public string Name => "WatchResources";

    public async Task HandleAsync(GrpcCall call)
    {
        await call.ReadOneAsync(WatchResourcesRequest.Parser).ConfigureAwait(false);
        var version = catalog.Changed.Version;
        var rows = catalog.After(0);
        var initial = new InitialResourceData();
        initial.Resources.AddRange(rows.Select(messages.Of));
        initial.ResourceTypes.AddRange(rows.Select(row => row.Type).Distinct().Select(type => new ResourceType { UniqueName = type, DisplayName = type }));
        await call.WriteAsync(new WatchResourcesUpdate { InitialData = initial }).ConfigureAwait(false);
        var revision = rows.Count == 0 ? 0 : rows.Max(row => row.Revision);
        while (true)
        {
            await catalog.Changed.WaitAsync(version, call.Cancellation).ConfigureAwait(false);
            version = catalog.Changed.Version;
            var changed = catalog.After(revision);
            if (changed.Count == 0)
                continue;
            revision = changed.Max(row => row.Revision);
            var changes = new WatchResourcesChanges();
            changes.Value.AddRange(changed.Select(row => new WatchResourcesChange { Upsert = messages.Of(row) }));
            await call.WriteAsync(new WatchResourcesUpdate { Changes = changes }).ConfigureAwait(false);
        }
    }
}
