using System.Runtime.InteropServices;
using Attune.Hosting.Processes;
using Attune.Hosting.Running;

namespace Attune.Hosting;

/// <summary>
/// Runs trainers, evaluators, model servers and other programs as processes. It knows processes and files, and nothing of
/// models. Whatever it starts ends with it, also when it is killed.
/// </summary>
public sealed class AttuneHost : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HostServices _services;
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ResourceRunner> _runners = [];
    private Task _running = Task.CompletedTask;

    internal AttuneHost(AttuneHostBuilder builder)
    {
        _folder = builder.StateFolder;
        var catalog = new ResourceCatalog();
        _services = new HostServices(
            catalog,
            new MachineQueue(new MachineNeeds(Math.Max(1, builder.Processors), Math.Max(0, builder.Gpus), Builds: 1)),
            ProcessGuard.ForThisSystem(),
            new FreePorts(),
            new HealthProbe(_http, builder.Time),
            builder.Time)
        { Folder = _folder };
        var definitions = builder.Definitions.ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        var readiness = new Readiness(catalog, definitions);
        foreach (var instance in builder.Definitions.SelectMany(ResourceInstance.Of))
        {
            catalog.Add(new ResourceSnapshot
            {
                Name = instance.Name,
                DisplayName = instance.Definition.Name,
                Type = instance.Definition.Type,
                State = instance.Definition.StartsOnRequest ? ResourceState.NotStarted : ResourceState.Waiting,
                CreatedAt = builder.Time.GetUtcNow(),
            });
            _runners.Add(new ResourceRunner(instance, _services, readiness));
        }
    }

    /// <summary>What is known of all resources now.</summary>
    public IReadOnlyList<ResourceSnapshot> Resources => _services.Catalog.After(0);

    internal ResourceCatalog Catalog => _services.Catalog;

    /// <summary>Begins to declare a host.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="folder">Where relative paths start. Default: the folder of the program.</param>
    public static AttuneHostBuilder CreateBuilder(string[] args, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new AttuneHostBuilder(Path.GetFullPath(folder ?? AppContext.BaseDirectory));
    }

    /// <summary>Starts everything and returns.</summary>
    public Task StartAsync()
    {
        _running = Task.WhenAll(_runners.Select(runner => Task.Run(() => runner.LiveAsync(_stop.Token))));
        return Task.CompletedTask;
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or <paramref name="cancellation"/>, and then ends everything that it started.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnSignal(PosixSignalContext context)
        {
            // A second one ends the host at once, and its guards end the rest.
            context.Cancel = asked.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var cancelled = cancellation.Register(() => asked.TrySetResult());
        await StartAsync().ConfigureAwait(false);
        await asked.Task.ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Asks everything to end, and kills what does not.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>Starts a resource that has ended, was stopped, or waits to be asked.</summary>
    /// <param name="name">The row's name.</param>
    public void Start(string name) => Runner(name).Start();

    /// <summary>Stops one resource and waits until it has ended.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task StopAsync(string name, CancellationToken cancellation = default) => Runner(name).StopAsync(cancellation);

    /// <summary>Ends once what is known of a resource fulfils a condition.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ResourceSnapshot> WaitUntilAsync(string name, Func<ResourceSnapshot, bool> condition, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ResourceSnapshot? found = null;
        await Catalog.UntilAsync(() => condition(found = Catalog.Get(name)), cancellation).ConfigureAwait(false);
        return found!;
    }

    /// <summary>Stops everything and frees what the host holds.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
        _http.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just killed may still hold its file; the folder is in the temporary folder anyway.
        }
    }

    private ResourceRunner Runner(string name) => _runners.Find(runner => runner.Name == name)
        ?? throw new HostingException("ATT4402", $"There is no resource '{name}'.", $"There are: {string.Join(", ", _runners.Select(runner => runner.Name))}.");
}
