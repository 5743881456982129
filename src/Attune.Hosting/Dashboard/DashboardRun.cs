using Attune.Hosting.Commands;
using Attune.Hosting.Dialogs;
using Attune.Hosting.ResourceService;
using Attune.Hosting.ResourceService.Methods;
using Attune.Hosting.Running;

namespace Attune.Hosting.Dashboard;

/// <summary>The dashboard's process and the service that it asks.</summary>
internal sealed class DashboardRun : IAsyncDisposable
{
    private readonly ServiceServer _server;
    private readonly ResourceCatalog _catalog = new();

    private DashboardRun(ServiceServer server, DashboardAddresses addresses, DashboardKeys keys)
    {
        _server = server;
        Addresses = addresses;
        Keys = keys;
    }

    public DashboardAddresses Addresses { get; private set; }

    public DashboardKeys Keys { get; }

    /// <summary>The address that logs a browser in.</summary>
    public string LoginUrl => $"{Addresses.FrontEnd}/login?t={Keys.Browser}";

    public string ServiceUrl => _server.Url;

    /// <summary>The dashboard's own lines.</summary>
    public string Log => string.Join('\n', _catalog.Log(DashboardResource.Name).After(0).Select(line => line.Text));

    public static async Task<DashboardRun> StartServiceAsync(
        string applicationName, int port, ResourceCatalog catalog, RowCommands commands, IReadOnlyDictionary<string, ResourceInstance> instances,
        Interactions interactions, FreePorts ports)
    {
        var keys = DashboardKeys.Create();
        var server = await ServiceServer.StartAsync(
            [
                new GetApplicationInformation(applicationName),
                new WatchResources(catalog, new ResourceMessages(commands, instances)),
                new WatchResourceConsoleLogs(catalog),
                new ExecuteResourceCommand(commands),
                new WatchInteractions(interactions),
            ],
            keys.ResourceService).ConfigureAwait(false);
        return new DashboardRun(server, DashboardAddresses.Choose(port, ports), keys);
    }

    /// <summary>The dashboard's process, which lives as long as the host does.</summary>
    /// <param name="program">The dashboard's program.</param>
    /// <param name="port">The port of its pages that the host was asked for; 0: any.</param>
    /// <param name="services">The host's.</param>
    public ResourceRunner Runner(string program, int port, HostServices services)
    {
        DashboardAddresses ForStart() => Addresses = Addresses.ForNextStart(port, services.Ports);
        var instance = new ResourceInstance(DashboardResource.Create(program, ForStart, Keys, _server.Url, services.Folder), 0);
        _catalog.Add(new ResourceSnapshot { Name = instance.Name, DisplayName = instance.Name, Type = instance.Definition.Type, CreatedAt = services.Time.GetUtcNow() });
        return new ResourceRunner(instance, services with { Catalog = _catalog }, new Readiness(_catalog, new Dictionary<string, Declarations.ResourceDefinition>()));
    }

    /// <summary>Ends once the pages are there, or the dashboard has failed.</summary>
    /// <returns>Whether the pages are there.</returns>
    public async Task<bool> UntilReadyAsync(HttpClient http, TimeProvider time, CancellationToken cancellation)
    {
        while (_catalog.Get(DashboardResource.Name).State != ResourceState.Failed)
        {
            try
            {
                if (await IsOursAsync(http, cancellation).ConfigureAwait(false))
                    return true;
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(TimeSpan.FromSeconds(0.2), time, cancellation).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Who answers must know our key: the port may be another dashboard's.</summary>
    private async Task<bool> IsOursAsync(HttpClient http, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Addresses.FrontEnd + "/api/telemetry/resources"));
        request.Headers.Add("x-api-key", Keys.Browser);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);

        // Dashboards before that address was there have nothing to tell them apart by.
        return response.IsSuccessStatusCode || response.StatusCode == System.Net.HttpStatusCode.NotFound;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
