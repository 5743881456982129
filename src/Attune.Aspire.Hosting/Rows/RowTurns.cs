using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Attune.Hosting.Running;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>
/// Lets rows wait for their share of the machine, in the same queue and for the same needs as in the local host: builds come one at a
/// time, trainers and evaluators share the processors.
/// </summary>
internal sealed class RowTurns(TuningRows rows, ResourceNotificationService notifications)
{
    private ResourceCatalog Catalog => rows.Services.Catalog;

    /// <summary>Ends once the row may start. Its share is given back when its process has ended.</summary>
    /// <param name="resource">The row.</param>
    /// <param name="starting">Ends with the start that is waited for.</param>
    /// <param name="ended">Ends with the AppHost.</param>
    /// <exception cref="OperationCanceledException">Somebody stopped the row, or the AppHost ends.</exception>
    public async Task TakeAsync(IResource resource, CancellationToken starting, CancellationToken ended)
    {
        var (name, needs) = (resource.Name, rows.Instances[resource.Name].Definition.Needs);
        if (needs.IsNone)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(starting, ended);
        IDisposable share;
        try
        {
            share = await rows.Pauses.RunAsync(
                name,
                pause => rows.Services.Machine.TakeAsync(name, needs, what => Catalog.Update(name, row => Queued(row, what)), pause),
                either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Catalog.Update(name, row => row with { State = ResourceState.Stopped, WaitKind = WaitKind.Resource, WaitsFor = null });
            throw;
        }

        // What Aspire says of the row from here on is of this start.
        Catalog.Update(name, row => row with { State = ResourceState.Starting, WaitKind = WaitKind.Resource, WaitsFor = null });
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Starting }).ConfigureAwait(false);
        _ = GiveBackAsync(name, share, ended);
    }

    private static ResourceSnapshot Queued(ResourceSnapshot row, string what) =>
        row with { State = ResourceState.Waiting, WaitKind = WaitKind.Turn, WaitsFor = what };

    private async Task GiveBackAsync(string name, IDisposable share, CancellationToken ended)
    {
        using (share)
        {
            Task end = notifications.WaitForResourceAsync(name, news => RowStates.HasEnded(news.Snapshot), ended);
            await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
