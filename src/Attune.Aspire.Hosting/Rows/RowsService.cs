using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Attune.Hosting.Progress;
using Attune.Hosting.Reports;
using Attune.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProgressContext = Attune.Hosting.Progress.ProgressContext;

// Aspire's interaction service is still marked as a preview.
#pragma warning disable ASPIREINTERACTION001

namespace Attune.Aspire.Hosting.Rows;

/// <summary>
/// Follows the events of all rows while the AppHost runs. It begins before Aspire starts anything: services that the host starts by
/// itself come only after those of Aspire, which wait for resources that wait for others.
/// </summary>
internal sealed partial class RowsService(TuningRows rows, IServiceProvider services) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];
    private readonly RowRestarts _restarts = new(rows);
    private readonly PausedStop _pausedStop = new(rows.Pauses);
    private RowTurns? _turns;
    private bool _isDisposed;
    private ReportServer? _reports;

    /// <remarks>
    /// Called when all services are made and none is started: Aspire's own part in the start of a resource, which waits for others, is
    /// asked before this one, and nobody takes a share of the machine who still waits for another row.
    /// </remarks>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IDistributedApplicationEventing>().Subscribe<BeforeResourceStartedEvent>(async (starting, cancellation) =>
        {
            if (_turns is null || !rows.Instances.ContainsKey(starting.Resource.Name))
                return;
            _pausedStop.AddTo(starting.Resource);
            _restarts.Begins(starting.Resource.Name);
            await _turns.TakeAsync(starting.Resource, cancellation, _stop.Token).ConfigureAwait(false);
        });
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => _stop.CancelAsync();

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to follow; called once.</summary>
    public async Task BeginAsync()
    {
        rows.State.Create();
        rows.Runners.Bind(services.GetRequiredService<ResourceCommandService>());
        rows.Dialogs.Bind(services.GetRequiredService<IInteractionService>());
        _reports = await ReportServer.StartAsync().ConfigureAwait(false);
        var progress = new ProgressWatch(rows.Services.Catalog, new ProgressContext(rows.Dialogs, _reports), rows.Services.Time);
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        _turns = new RowTurns(rows, notifications);
        var publisher = new RowPublisher(rows, notifications, _restarts);
        Follow(publisher.HearAsync(_stop.Token));
        Follow(publisher.ShowAsync(_stop.Token));
        foreach (var instance in rows.Instances.Values)
        {
            Follow(WriteLinesAsync(instance.Name));
            if (instance.Definition.IsAttuneProgram)
                Follow(progress.FollowAsync(instance.Name, Launch.EventFile(instance, rows.Services), _stop.Token));
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <remarks>Called for each of the two ways in which it is registered.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_reports is not null)
            await _reports.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        rows.Http.Dispose();
        rows.State.Delete();
    }

    /// <summary>Rows that stand still must not do so in silence.</summary>
    private void Follow(Task task) => _tasks.Add(FollowAsync(task));

    private async Task FollowAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The AppHost ends.
        }
        catch (Exception e)
        {
            Failed(services.GetRequiredService<ILogger<RowsService>>(), e);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "The rows of Attune are not kept up to date any more.")]
    private static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(Message = "{Line}")]
    private static partial void Write(ILogger logger, LogLevel level, string line);

    /// <summary>What commands and events write of a row goes to its console page.</summary>
    private async Task WriteLinesAsync(string name)
    {
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(rows.Resources[name]);
        var log = rows.Services.Catalog.Log(name);
        var seen = 0;
        while (!_stop.IsCancellationRequested)
        {
            var version = log.Changed.Version;
            foreach (var line in log.After(seen))
            {
                seen = line.Number;
                Write(logger, line.IsError ? LogLevel.Error : LogLevel.Information, line.Text);
            }

            await log.Changed.WaitAsync(version, _stop.Token).ConfigureAwait(false);
        }
    }
}
