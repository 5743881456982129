namespace Attune.Telemetry;

/// <summary>Which signals the OTEL_* variables ask for: those with an endpoint that are not switched off.</summary>
/// <param name="Traces">Spans.</param>
/// <param name="Metrics">Instruments.</param>
/// <param name="Logs">Log records.</param>
internal sealed record OpenTelemetrySignals(bool Traces, bool Metrics, bool Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => Traces || Metrics || Logs;

    /// <param name="environment">The value of a variable, or null.</param>
    /// <param name="complain">Hears of an endpoint that is none; the exporter would silently take its default instead.</param>
    public static OpenTelemetrySignals Of(Func<string, string?> environment, Action<string> complain)
    {
        if (string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return new OpenTelemetrySignals(false, false, false);
        var all = HasEndpoint(Endpoint);
        return new OpenTelemetrySignals(Wants("TRACES"), Wants("METRICS"), Wants("LOGS"));

        bool Wants(string signal) =>
            (HasEndpoint($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") || all)
            && !string.Equals(environment($"OTEL_{signal}_EXPORTER"), "none", StringComparison.OrdinalIgnoreCase);

        bool HasEndpoint(string name)
        {
            var value = environment(name);
            if (string.IsNullOrWhiteSpace(value))
                return false;
            if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                return true;
            complain($"{name} is '{value}', which is not an http or https address; nothing is exported to it.");
            return false;
        }
    }
}
