using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Attune.Hosting.Running;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Starts and stops rows by Aspire's own commands.</summary>
internal sealed class AspireRunners(TuningRows rows) : IRunnerControl
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _arguments = new(StringComparer.Ordinal);
    private ResourceCommandService? _commands;

    /// <summary>Called once, when the AppHost runs.</summary>
    public void Bind(ResourceCommandService commands) => _commands = commands;

    /// <summary>Options and values for the run that is being started.</summary>
    public IReadOnlyList<string> ArgumentsOf(string name) => _arguments.GetValueOrDefault(name) ?? [];

    /// <summary>What was asked for one run alone is forgotten once that has begun.</summary>
    public void Heard(ResourceSnapshot row)
    {
        if (row.State == ResourceState.Running)
            _arguments.TryRemove(row.Name, out _);
    }

    public void Start(string name, params IReadOnlyList<string> extraArguments)
    {
        _arguments[name] = extraArguments;
        _ = StartAsync(name);
    }

    public async Task StopAsync(string name, CancellationToken cancellation)
    {
        var catalog = rows.Services.Catalog;
        await ExecuteAsync(name, KnownResourceCommands.StopCommand, cancellation).ConfigureAwait(false);
        await catalog.UntilAsync(() => catalog.Get(name).IsAtRest, cancellation).ConfigureAwait(false);
    }

    private async Task StartAsync(string name)
    {
        try
        {
            await ExecuteAsync(name, KnownResourceCommands.StartCommand, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HostingException e)
        {
            rows.Services.Catalog.Log(name).Add(e.ToString(), isError: true);
            rows.Services.Catalog.Update(name, row => RowStates.IsPaused(row) ? row with { State = ResourceState.Failed, WaitKind = WaitKind.Resource, WaitsFor = null } : row);
        }
    }

    private async Task ExecuteAsync(string name, string command, CancellationToken cancellation)
    {
        var result = _commands is null
            ? CommandResults.Failure("The AppHost does not run.")
            : await _commands.ExecuteCommandAsync(rows.Resources[name], command, cancellation).ConfigureAwait(false);
        if (!result.Success && !result.Canceled)
            throw new HostingException("ATT4409", $"The AppHost did not {command} {name}: {result.Message}", "Its lines in the dashboard say more.");
    }
}
