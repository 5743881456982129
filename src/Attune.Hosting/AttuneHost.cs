using System.Runtime.InteropServices;
using Attune.Hosting.Commands;
using Attune.Hosting.Dashboard;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Processes;
using Attune.Hosting.Progress;
using Attune.Hosting.Reports;
using Attune.Hosting.Running;
using Attune.Hosting.Terminal;

namespace Attune.Hosting;

/// <summary>
/// Runs trainers, evaluators, model servers and other programs as processes and shows them in the Aspire dashboard. It knows
/// processes and files, and nothing of models. Whatever it starts ends with it, also when it is killed.
/// </summary>
public sealed class AttuneHost : IAsyncDisposable
{
    private const string Ending = "Ending. Trainers finish their step and leave a checkpoint; a second Ctrl-C ends everything at once.";

    private readonly AttuneHostBuilder _builder;
    private readonly HostServices _services;
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>After <see cref="_stop"/>, when all processes have ended.</summary>
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<string, ResourceInstance> _instances;
    private readonly RunnerSet _runners;
    private readonly List<Task> _tasks = [];
    private ReportServer? _reports;

    internal AttuneHost(AttuneHostBuilder builder)
    {
        _builder = builder;
        var catalog = new ResourceCatalog();
        _services = new HostServices(
            catalog,
            new MachineQueue(new MachineNeeds(Math.Max(1, builder.Processors), Math.Max(0, builder.Gpus), Builds: 1)),
            ProcessGuard.ForThisSystem(),
            new FreePorts(),
            new HealthProbe(_http, builder.Time),
            builder.Time)
        { Folder = builder.State.Path };
        var readiness = new Readiness(catalog, builder.Definitions.ToDictionary(definition => definition.Name, StringComparer.Ordinal));
        var instances = builder.Definitions.SelectMany(ResourceInstance.Of).ToList();
        foreach (var instance in instances)
            catalog.Add(instance.FirstSnapshot(builder.Time.GetUtcNow()));
        _instances = instances.ToDictionary(instance => instance.Name, StringComparer.Ordinal);
        _runners = new RunnerSet([.. instances.Select(instance => new ResourceRunner(instance, _services, readiness))]);
        Commands = new RowCommands(
            [.. HostCommands.OfProcesses(_runners), .. HostCommands.OfTuning(_runners, Interactions, _services, _instances, _http, builder.Variables, builder.Folder)],
            _instances,
            catalog);
    }

    /// <summary>What is known of all resources now.</summary>
    public IReadOnlyList<ResourceSnapshot> Resources => Catalog.After(0);

    /// <summary>The address that opens the dashboard, with its key; null where there is no dashboard.</summary>
    public string? DashboardUrl => Dashboard?.LoginUrl;

    internal ResourceCatalog Catalog => _services.Catalog;

    internal Interactions Interactions { get; } = new();

    internal RowCommands Commands { get; }

    internal DashboardRun? Dashboard { get; private set; }

    /// <summary>Begins to declare a host.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="folder">Where relative paths start. Default: the host project's folder, which the build writes into its runtimeconfig.json; else the program's.</param>
    public static AttuneHostBuilder CreateBuilder(string[] args, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new AttuneHostBuilder(Path.GetFullPath(folder ?? AppContext.GetData("Attune.HostDirectory") as string ?? AppContext.BaseDirectory));
    }

    /// <summary>Starts everything and returns.</summary>
    public async Task StartAsync()
    {
        _reports = await ReportServer.StartAsync().ConfigureAwait(false);
        _services.Progress = new ProgressWatch(Catalog, new ProgressContext(Interactions, _reports), _builder.Time);
        if (_builder.ShowsDashboard)
            await StartDashboardAsync().ConfigureAwait(false);
        _tasks.Add(new StateLines(Catalog, _builder.Output, Dashboard is not null).ShowAsync(_ended.Token));
        _runners.Live(_stop.Token);
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or <paramref name="cancellation"/>, and then ends everything that it started.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // A second signal ends the host at once, and the guards end the rest.
        void OnSignal(PosixSignalContext context) => context.Cancel = asked.TrySetResult();

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var cancelled = cancellation.Register(() => asked.TrySetResult());
        try
        {
            var started = StartAsync();
            if (await Task.WhenAny(started, asked.Task).ConfigureAwait(false) != started)
                await _stop.CancelAsync().ConfigureAwait(false);
            await started.ConfigureAwait(false);
            await asked.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked to end while it started.
        }

        await _builder.Output.WriteLineAsync(Ending).ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Asks everything to end, and kills what does not.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _runners.EndedAsync().ConfigureAwait(false);
        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts a resource that has ended, was stopped, or waits to be asked.</summary>
    /// <param name="name">The row's name.</param>
    public void Start(string name) => _runners.Start(name);

    /// <summary>Stops one resource and waits until it has ended.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task StopAsync(string name, CancellationToken cancellation = default) => _runners.StopAsync(name, cancellation);

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
        if (Dashboard is not null)
            await Dashboard.DisposeAsync().ConfigureAwait(false);
        if (_reports is not null)
            await _reports.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        _ended.Dispose();
        _http.Dispose();
        _builder.State.Delete();
    }

    private async Task StartDashboardAsync()
    {
        var port = _builder.DashboardPort;
        if (port != 0 && !FreePorts.IsFree(port))
        {
            await _builder.Output.WriteLineAsync(NoDashboard($"port {port} is in use.", "Choose another port, or none, for a free one; everything else works.")).ConfigureAwait(false);
            return;
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var search = new DashboardProgram(_builder.Variables, home);
        if (await search.FindAsync(_builder.Output, _stop.Token).ConfigureAwait(false) is not { } program)
        {
            await _builder.Output.WriteLineAsync(search.Hint).ConfigureAwait(false);
            return;
        }

        Dashboard = await DashboardRun.StartServiceAsync(
            _builder.ApplicationName, port, Catalog, Commands, _instances, Interactions, _services.Ports).ConfigureAwait(false);
        _services.Telemetry = DashboardResource.Telemetry(Dashboard.Addresses, Dashboard.Keys, _builder.Variables);
        _tasks.Add(Dashboard.Runner(program, port, _services).LiveAsync(_stop.Token));
        _tasks.Add(TellWhenReadyAsync(Dashboard));
    }

    private async Task TellWhenReadyAsync(DashboardRun dashboard)
    {
        var isReady = await dashboard.UntilReadyAsync(_http, _builder.Time, _stop.Token).ConfigureAwait(false);
        var line = isReady
            ? $"Dashboard: {dashboard.LoginUrl}"
            : NoDashboard(dashboard.Log.Trim().ReplaceLineEndings(" "), "Run 'aspire dashboard run' to see why; everything else works.");
        await _builder.Output.WriteLineAsync(line).ConfigureAwait(false);
    }

    private static string NoDashboard(string reason, string remedy) =>
        new HostingException("ATT4410", "The Aspire dashboard did not start: " + reason, remedy).ToString();
}
