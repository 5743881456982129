using Attune.Hosting.Running;

namespace Attune.Hosting.Terminal;

/// <summary>Says on the terminal when the state of a row changes, and why one failed.</summary>
/// <param name="catalog">The rows.</param>
/// <param name="output">The terminal.</param>
/// <param name="hasDashboard">Whether there is a dashboard in which a row can be started again.</param>
internal sealed class StateLines(ResourceCatalog catalog, TextWriter output, bool hasDashboard)
{
    private const int LinesOfAFailure = 10;

    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private string _standstill = "";

    public async Task ShowAsync(CancellationToken ended)
    {
        var revision = 0L;
        while (true)
        {
            var version = catalog.Changed.Version;
            foreach (var row in catalog.After(revision))
            {
                revision = Math.Max(revision, row.Revision);
                Show(row);
            }

            ShowStandstill();
            if (ended.IsCancellationRequested)
                return;
            await catalog.Changed.WaitAsync(version, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Show(ResourceSnapshot row)
    {
        var text = row switch
        {
            { State: ResourceState.NotStarted } => "starts on request",
            { State: ResourceState.Waiting, WaitsFor: null } => "waiting",
            { State: ResourceState.Waiting } => "waiting for " + row.WaitsFor,
            { State: ResourceState.Running, Health: ResourceHealth.Healthy } => "healthy" + Addresses(row),
            { State: ResourceState.Running, Health: ResourceHealth.Unhealthy } => "running, not healthy yet",
            { State: ResourceState.Running } => "running" + Addresses(row),
            { State: ResourceState.Failed, ExitCode: { } code } => "failed with " + ExitCodes.Describe(code),
            { State: ResourceState.Failed } => "failed",
            { State: ResourceState.Starting } => "starting",
            { State: ResourceState.Stopping } => "stopping",
            { State: ResourceState.Finished } => "finished",
            _ => "stopped",
        };
        if (_shown.GetValueOrDefault(row.Name) == text)
            return;
        _shown[row.Name] = text;
        output.WriteLine($"{row.Name}: {text}");
        if (!HasFailed(row))
            return;
        foreach (var line in catalog.Log(row.Name).After(0).TakeLast(LinesOfAFailure))
            output.WriteLine("  | " + line.Text);
    }

    private void ShowStandstill()
    {
        var failed = string.Join(", ", Standstill.FailedOf(catalog.After(0)));
        if (failed == _standstill)
            return;
        _standstill = failed;
        if (failed.Length > 0)
            output.WriteLine($"Nothing runs any more, since {failed} failed. Mend that, and {(hasDashboard ? "start it again in the dashboard" : "start the host again (Ctrl-C ends this one)")}.");
    }

    /// <summary>For good, or for the first time; the next failures of a program that is started again look alike.</summary>
    private static bool HasFailed(ResourceSnapshot row) =>
        row.State == ResourceState.Failed || row is { State: ResourceState.Waiting, WaitKind: WaitKind.Restart, Restarts: 0 };

    private static string Addresses(ResourceSnapshot row) => row.Urls.Count == 0 ? "" : ", " + string.Join(", ", row.Urls.Values);
}
