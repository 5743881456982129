using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
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
internal sealed partial class RowsService(TuningRows rows, IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];
    private ReportServer? _reports;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to follow; called once.</summary>
    public async Task BeginAsync()
    {
        CreateFolder(rows.Services.Folder);
        rows.Runners.Bind(services.GetRequiredService<ResourceCommandService>());
        rows.Dialogs.Bind(services.GetRequiredService<IInteractionService>());
        _reports = await ReportServer.StartAsync().ConfigureAwait(false);
        var progress = new ProgressWatch(rows.Services.Catalog, new ProgressContext(rows.Dialogs, _reports), rows.Services.Time);
        var publisher = new RowPublisher(rows, services.GetRequiredService<ResourceNotificationService>());
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

    public async ValueTask DisposeAsync()
    {
        if (_reports is not null)
            await _reports.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        rows.Http.Dispose();
        try
        {
            if (Directory.Exists(rows.Services.Folder))
                Directory.Delete(rows.Services.Folder, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just ended may still hold its file; the folder is in the temporary folder anyway.
        }
    }

    /// <summary>For this user alone: programs write there what rows hold.</summary>
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
