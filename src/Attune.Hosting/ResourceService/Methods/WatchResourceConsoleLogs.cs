using Attune.Hosting.Processes;
using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;

namespace Attune.Hosting.ResourceService.Methods;

/// <summary>The lines of a row, and those that follow.</summary>
internal sealed class WatchResourceConsoleLogs(ResourceCatalog catalog) : IGrpcMethod
{
    /// <summary>Keeps a message far below what clients accept, even with lines of the longest kind.</summary>
    private const int LinesInAMessage = 200;

    public string Name => "WatchResourceConsoleLogs";

    public async Task HandleAsync(GrpcCall call)
    {
        var request = await call.ReadOneAsync(WatchResourceConsoleLogsRequest.Parser).ConfigureAwait(false);
        if (catalog.Find(request.ResourceName) is null)
            throw new GrpcException(GrpcStatus.NotFound, $"There is no resource '{request.ResourceName}'.");
        var log = catalog.Log(request.ResourceName);
        await call.StartAsync().ConfigureAwait(false);
        var seen = 0;
        while (true)
        {
            var version = log.Changed.Version;
            var lines = log.After(seen, LinesInAMessage);
            if (lines.Count > 0)
            {
                await SendAsync(call, lines).ConfigureAwait(false);
                seen = lines[^1].Number;
            }
            else if (request.SuppressFollow)
            {
                return;
            }
            else
            {
                await log.Changed.WaitAsync(version, call.Cancellation).ConfigureAwait(false);
            }
        }
    }

    private static Task SendAsync(GrpcCall call, IReadOnlyList<LogLine> lines)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine { Text = line.Text, IsStdErr = line.IsError, LineNumber = line.Number }));
        return call.WriteAsync(update);
    }
}
