using System.Collections.Concurrent;
using Attune.Hosting;
using Attune.Hosting.Running;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Starts rows again whose process failed, by the policy that the local host has for them: servers, and nothing else.</summary>
internal sealed class RowRestarts(TuningRows rows)
{
    /// <summary>As in a shell: the program could not be started.</summary>
    private const int NotFound = 127;

    private readonly ConcurrentDictionary<string, Life> _lives = new(StringComparer.Ordinal);

    private ResourceCatalog Catalog => rows.Services.Catalog;

    /// <summary>A row is being started: by its policy, or by somebody, which begins a new count and ends a pause that goes on.</summary>
    public void Begins(string name)
    {
        var life = _lives.AddOrUpdate(
            name,
            _ => new Life(new RestartSeries(rows.Instances[name].Definition.Restart), 0),
            (_, last) => last.IsNext ? last with { IsNext = false } : new Life(new RestartSeries(rows.Instances[name].Definition.Restart), 0));
        _lives[name] = life with { Began = rows.Services.Time.GetTimestamp() };
        Catalog.Update(name, row => row with { State = ResourceState.Starting, WaitKind = WaitKind.Resource, WaitsFor = null, Restarts = life.Restarts });
        rows.Pauses.GiveUp(name);
    }

    /// <summary>Looks whether a row has just failed. One that was stopped has not.</summary>
    public async Task HeardAsync(ResourceSnapshot before, ResourceSnapshot row, CancellationToken ended)
    {
        if (before.IsAtRest || row.State is not (ResourceState.Failed or ResourceState.Finished) || !_lives.TryGetValue(row.Name, out var life))
            return;
        var lasted = rows.Services.Time.GetElapsedTime(life.Began);
        if (life.Series.After(row.State == ResourceState.Finished ? 0 : row.ExitCode ?? NotFound, lasted) is not { } next)
            return;
        rows.Services.Catalog.Log(row.Name).Add("Attune: " + next.Reason);
        Catalog.Update(row.Name, known => known with { State = ResourceState.Waiting, WaitKind = WaitKind.Restart, WaitsFor = next.Reason });
        try
        {
            await rows.Pauses.RunAsync(row.Name, pause => PauseAsync(next.Pause, pause), ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Catalog.Update(row.Name, known => RowStates.IsPaused(known) ? known with { State = ResourceState.Stopped, WaitKind = WaitKind.Resource, WaitsFor = null } : known);
            return;
        }

        _lives[row.Name] = life with { IsNext = true, Restarts = life.Restarts + 1 };
        rows.Runners.Start(row.Name);
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        await Task.Delay(pause, rows.Services.Time, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <param name="Series">The restarts since somebody started the row.</param>
    /// <param name="Restarts">Their number.</param>
    /// <param name="IsNext">The next start is that of the policy.</param>
    /// <param name="Began">When the last process was started.</param>
    private sealed record Life(RestartSeries Series, int Restarts, bool IsNext = false, long Began = 0);
}
