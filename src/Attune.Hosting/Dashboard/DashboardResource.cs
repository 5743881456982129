using Attune.Hosting.Declarations;
using Attune.Hosting.Processes;

namespace Attune.Hosting.Dashboard;

/// <summary>The dashboard as a resource of its own: guarded and restarted as the others, and no row.</summary>
internal static class DashboardResource
{
    public const string Name = "attune-dashboard";

    private const string Yes = "true";
    private const string SpanDelay = "OTEL_BSP_SCHEDULE_DELAY";
    private const string LogDelay = "OTEL_BLRP_SCHEDULE_DELAY";
    private const string MetricInterval = "OTEL_METRIC_EXPORT_INTERVAL";

    /// <summary>In milliseconds, as the variables have it.</summary>
    private const string Second = "1000";

    public static ResourceDefinition Create(string program, Func<DashboardAddresses> addresses, DashboardKeys keys, string serviceUrl, string folder) => new(Name, "Dashboard")
    {
        IsInternal = true,
        Restart = RestartPolicy.OnFailure,
        Command = _ => new ProcessSpecification(program, ["dashboard"], folder, Environment(addresses(), keys, serviceUrl)),
    };

    /// <summary>
    /// What trainers, evaluators and servers are told of the dashboard. Their telemetry gets there within a second, so that short runs
    /// show curves, unless the host's own environment says another interval.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Telemetry(DashboardAddresses addresses, DashboardKeys keys, Func<string, string?> variables) => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = addresses.OtlpHttp,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=" + keys.Telemetry,
        [SpanDelay] = variables(SpanDelay) ?? Second,
        [LogDelay] = variables(LogDelay) ?? Second,
        [MetricInterval] = variables(MetricInterval) ?? Second,
    };

    private static Dictionary<string, string?> Environment(DashboardAddresses addresses, DashboardKeys keys, string serviceUrl) => new()
    {
        ["ASPNETCORE_URLS"] = addresses.FrontEnd,
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = addresses.OtlpGrpc,
        ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = addresses.OtlpHttp,
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = serviceUrl,
        ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = null,
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = keys.Browser,
        ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = keys.ResourceService,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = keys.Telemetry,
        ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__API__PRIMARYAPIKEY"] = keys.Browser,
        ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = Yes,
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = Yes,
    };
}
