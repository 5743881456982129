using Attune.Hosting.Dialogs;
using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.ResourceService.Methods;

/// <summary>Shows dialogs and notifications in the dashboard and takes the answers.</summary>
internal sealed class WatchInteractions(Interactions interactions) : IGrpcMethod
{
    public string Name => "WatchInteractions";

    public async Task HandleAsync(GrpcCall call)
    {
        // The dashboard waits for the headers before it sends.
        await call.StartAsync().ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation);
        var sending = SendAsync(call, ended.Token);
        try
        {
            while (await call.ReadAsync(WatchInteractionsRequestUpdate.Parser).ConfigureAwait(false) is { } answer)
                interactions.Answer(answer);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(GrpcCall call, CancellationToken ended)
    {
        var revision = 0L;
        while (true)
        {
            var version = interactions.Changed.Version;
            foreach (var update in interactions.After(ref revision))
                await call.WriteAsync(update).ConfigureAwait(false);
            await interactions.Changed.WaitAsync(version, ended).ConfigureAwait(false);
        }
    }
}
