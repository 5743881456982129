using System.Collections.Immutable;
using System.Globalization;
using Attune.Hosting.Declarations;
using Attune.Hosting.Processes;

namespace Attune.Hosting.Running;

/// <summary>A process about to be started: its command line with the whole environment, and its addresses.</summary>
internal sealed record Launch(ProcessSpecification Process, ImmutableSortedDictionary<string, string> Urls)
{
    public static Launch Of(ResourceInstance instance, HostServices services, IReadOnlyList<string> extraArguments)
    {
        var definition = instance.Definition;
        var ports = definition.Endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => PortOf(endpoint, instance, services));
        var context = new LaunchContext(instance.Name, instance.Replica, ports, services.Catalog.Find) { ExtraArguments = extraArguments };
        var command = definition.Command(context);
        var environment = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in command.Environment)
            environment[name] = value;
        foreach (var endpoint in definition.Endpoints.Where(endpoint => endpoint.Variable is not null))
            environment[endpoint.Variable!] = ports[endpoint.Name].ToString(CultureInfo.InvariantCulture);
        AddTelemetry(environment, instance, services);
        if (definition.IsAttuneProgram)
            environment[TuningVariables.Events] = EventFile(instance, services);
        foreach (var (name, value) in definition.Environment)
            environment[name] = value(context);
        return new Launch(
            command with { Arguments = [.. command.Arguments, .. PortOptions(definition, ports)], Environment = environment },
            definition.Endpoints.ToImmutableSortedDictionary(
                endpoint => endpoint.Name,
                endpoint => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://localhost:{ports[endpoint.Name]}"),
                StringComparer.Ordinal));
    }

    /// <summary>
    /// A port of somebody's choice must be free. The process would say so itself, but whoever has the port might answer its health checks.
    /// </summary>
    /// <exception cref="HostingException">Another program listens there.</exception>
    private static int PortOf(EndpointDefinition endpoint, ResourceInstance instance, HostServices services)
    {
        if (endpoint.Port == 0)
            return services.Ports.Next();
        var port = endpoint.Port + instance.Replica;
        return FreePorts.IsFree(port)
            ? port
            : throw new HostingException("ATT4411", $"Port {port} of {instance.Name} is in use.", "End the program that listens there, or give the row another port; 0 takes a free one.");
    }

    private static IEnumerable<string> PortOptions(ResourceDefinition definition, Dictionary<string, int> ports) =>
        definition.Endpoints.Where(endpoint => endpoint.Option is not null)
            .SelectMany(endpoint => new[] { endpoint.Option!, ports[endpoint.Name].ToString(CultureInfo.InvariantCulture) });

    public static string EventFile(ResourceInstance instance, HostServices services) => Path.Combine(services.Folder, instance.Name + ".events.jsonl");

    /// <summary>The dashboard ties telemetry to a row by these two names.</summary>
    private static void AddTelemetry(SortedDictionary<string, string?> environment, ResourceInstance instance, HostServices services)
    {
        if (services.Telemetry.Count == 0 || instance.Definition.IsInternal)
            return;
        foreach (var (name, value) in services.Telemetry)
            environment[name] = value;
        environment["OTEL_SERVICE_NAME"] = instance.Definition.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=" + instance.Name;
    }
}
