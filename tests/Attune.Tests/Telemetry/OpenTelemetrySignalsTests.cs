using Attune.Telemetry;

namespace Attune.Tests.Telemetry;

/// <summary>What the OTEL_* variables ask for.</summary>
public sealed class OpenTelemetrySignalsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317", "traces metrics logs")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 OTEL_SDK_DISABLED=true", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 OTEL_LOGS_EXPORTER=none", "traces metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://a.example/v1/metrics", "metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL=grpc OTEL_SERVICE_NAME=a", "")]
    public void An_endpoint_is_what_asks_for_a_signal(string variables, string expected)
    {
        var signals = Of(variables, Assert.Fail);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Names(signals));
        Assert.Equal(expected.Length > 0, signals.Any);
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_told_and_not_replaced_by_a_default()
    {
        var complaints = new List<string>();
        Assert.False(Of("OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4317", complaints.Add).Any);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT is 'localhost:4317'", Assert.Single(complaints), StringComparison.Ordinal);
    }

    private static OpenTelemetrySignals Of(string variables, Action<string> complain)
    {
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return OpenTelemetrySignals.Of(environment.GetValueOrDefault, complain);
    }

    private static IEnumerable<string> Names(OpenTelemetrySignals signals)
    {
        if (signals.Traces)
            yield return "traces";
        if (signals.Metrics)
            yield return "metrics";
        if (signals.Logs)
            yield return "logs";
    }
}
