using System.Collections.Immutable;
using System.Threading.Channels;
using Attune.Hosting.Processes;
using Attune.Hosting.Reports;

namespace Attune.Hosting.Running;

/// <summary>The life of one row: waits, takes its share of the machine, runs the process, watches its health, restarts it.</summary>
internal sealed class ResourceRunner(ResourceInstance instance, HostServices services, Readiness readiness)
{
    private readonly Channel<IReadOnlyList<string>> _starts = Channel.CreateUnbounded<IReadOnlyList<string>>();
    private readonly Lock _lock = new();
    private CancellationTokenSource? _attempt;

    public string Name => instance.Name;

    public ResourceInstance Instance => instance;

    private LogBuffer Log => services.Catalog.Log(Name);

    /// <summary>Asks for a run; one that is asked for while another goes on begins after it.</summary>
    /// <param name="extraArguments">Arguments for this run alone.</param>
    public void Start(params IReadOnlyList<string> extraArguments) => _starts.Writer.TryWrite(extraArguments);

    /// <summary>Ends the run that goes on, if any, and waits until it has ended.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        while (_starts.Reader.TryRead(out _))
        {
            // What was asked for and has not begun is not wanted any more.
        }

        lock (_lock)
        {
            if (_attempt is { } attempt)
                attempt.Cancel();
            else if (!services.Catalog.Get(Name).IsAtRest)
                Settle(ResourceState.Stopped);
        }

        await services.Catalog.UntilAsync(() => services.Catalog.Get(Name).IsAtRest, cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs until the host ends.</summary>
    public async Task LiveAsync(CancellationToken host)
    {
        if (!instance.Definition.StartsOnRequest)
            Start();
        while (!host.IsCancellationRequested)
        {
            try
            {
                var extraArguments = await _starts.Reader.ReadAsync(host).ConfigureAwait(false);
                await RunUntilSettledAsync(extraArguments, host).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (host.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunUntilSettledAsync(IReadOnlyList<string> extraArguments, CancellationToken host)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(host);
        lock (_lock)
            _attempt = attempt;
        try
        {
            Update(snapshot => snapshot with { Restarts = 0, State = ResourceState.Waiting, WaitKind = WaitKind.Resource, WaitsFor = null });
            await RunWithRestartsAsync(extraArguments, attempt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (attempt.IsCancellationRequested)
        {
            Settle(ResourceState.Stopped);
        }
        finally
        {
            lock (_lock)
                _attempt = null;
        }
    }

    private async Task RunWithRestartsAsync(IReadOnlyList<string> extraArguments, CancellationToken stop)
    {
        var series = new RestartSeries(instance.Definition.Restart);
        while (true)
        {
            var began = services.Time.GetTimestamp();
            var exitCode = await RunOnceAsync(extraArguments, stop).ConfigureAwait(false);
            if (series.After(exitCode, services.Time.GetElapsedTime(began)) is not { } next)
            {
                Settle(exitCode == 0 ? ResourceState.Finished : ResourceState.Failed);
                return;
            }

            Log.Add("Attune: " + next.Reason);
            Wait(WaitKind.Restart, next.Reason);
            await Task.Delay(next.Pause, services.Time, stop).ConfigureAwait(false);
            Update(snapshot => snapshot with { Restarts = snapshot.Restarts + 1 });
        }
    }

    /// <summary>One process from waiting to its end. A program that cannot be started counts as exit code 127, as in a shell.</summary>
    private async Task<int> RunOnceAsync(IReadOnlyList<string> extraArguments, CancellationToken stop)
    {
        await WaitForDependenciesAsync(stop).ConfigureAwait(false);
        using var share = instance.Definition.Needs.IsNone
            ? null
            : await services.Machine.TakeAsync(Name, instance.Definition.Needs, what => Wait(WaitKind.Turn, what), stop).ConfigureAwait(false);
        try
        {
            var launch = Launch.Of(instance, services, extraArguments);
            return await RunProcessAsync(launch, stop).ConfigureAwait(false);
        }
        catch (HostingException e)
        {
            Log.Add(e.ToString(), isError: true);
            Update(snapshot => snapshot with { ExitCode = NotFound });
            return NotFound;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Code of the host project, such as that of WithEnvironment, or the disk; other rows go on.
            Log.Add($"Attune: {e.GetType().Name}: {e.Message}", isError: true);
            Update(snapshot => snapshot with { ExitCode = NotFound });
            return NotFound;
        }
    }

    private const int NotFound = 127;

    private async Task WaitForDependenciesAsync(CancellationToken stop) =>
        await services.Catalog.UntilAsync(
            () =>
            {
                var missing = readiness.Missing(instance.Definition);
                if (missing is not null)
                    Wait(WaitKind.Resource, missing);
                return missing is null;
            },
            stop).ConfigureAwait(false);

    private async Task<int> RunProcessAsync(Launch launch, CancellationToken stop)
    {
        Update(snapshot => snapshot with
        {
            State = ResourceState.Starting,
            WaitsFor = null,
            ExitCode = null,
            StoppedAt = null,
            CommandLine = launch.Process.ToString(),
            Environment = launch.Process.Environment.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Urls = launch.Urls.AddRange(snapshot.Urls.Where(url => ReportUrls.IsReport(url.Key))),
            Properties = [],
        });
        File.Delete(Launch.EventFile(instance, services));
        var process = HostProcess.Start(launch.Process, services.Guard, Log);
        await using (process.ConfigureAwait(false))
        {
            Update(snapshot => snapshot with { State = ResourceState.Running, ProcessId = process.Id, StartedAt = services.Time.GetUtcNow() });
            using var ended = new CancellationTokenSource();
            var health = WatchHealthAsync(launch, ended.Token);
            var progress = FollowProgressAsync(ended.Token);
            var (exitCode, stopped) = await ExitAsync(process, stop).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await progress.ConfigureAwait(false);
            Update(snapshot => snapshot with
            {
                ProcessId = null,
                ExitCode = exitCode,
                StoppedAt = services.Time.GetUtcNow(),
                Health = ResourceHealth.Unknown,
                HealthDescription = null,
            });
            return stopped ? throw new OperationCanceledException(stop) : exitCode;
        }
    }

    private async Task<(int ExitCode, bool Stopped)> ExitAsync(HostProcess process, CancellationToken stop)
    {
        try
        {
            return (await process.WaitForExitAsync(stop).ConfigureAwait(false), false);
        }
        catch (OperationCanceledException)
        {
            Update(snapshot => snapshot with { State = ResourceState.Stopping });
            return (await process.StopAsync(services.Grace, services.Time).ConfigureAwait(false), true);
        }
    }

    private Task WatchHealthAsync(Launch launch, CancellationToken ended)
    {
        if (instance.Definition.HealthPath is not { } path || launch.Urls.Count == 0)
            return Task.CompletedTask;
        return services.Probe.WatchAsync(
            launch.Urls[instance.Definition.Endpoints[0].Name] + path,
            (health, description) => Update(snapshot => snapshot with { Health = health, HealthDescription = description }),
            ended);
    }

    private Task FollowProgressAsync(CancellationToken ended) => instance.Definition.IsAttuneProgram && services.Progress is { } progress
        ? progress.FollowAsync(Name, Launch.EventFile(instance, services), ended)
        : Task.CompletedTask;

    private void Wait(WaitKind kind, string what) => Update(snapshot => snapshot with { State = ResourceState.Waiting, WaitKind = kind, WaitsFor = what });

    private void Settle(ResourceState state) => Update(snapshot => snapshot with { State = state, WaitsFor = null, ProcessId = null });

    private void Update(Func<ResourceSnapshot, ResourceSnapshot> change) => services.Catalog.Update(Name, change);
}
