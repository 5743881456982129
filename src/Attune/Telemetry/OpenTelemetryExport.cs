using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Attune.Telemetry;

/// <summary>
/// Sends traces, metrics and logs by OTLP. Endpoint, protocol, headers, intervals and resource are those of the OTEL_*
/// variables, which the exporter reads itself. The only class that knows OpenTelemetry's assemblies: they are not loaded
/// unless it is used.
/// </summary>
internal sealed class OpenTelemetryExport : IRunListener, IDisposable
{
    private readonly RunTrace _trace;
    private readonly RunMetrics _metrics = new();
    private readonly RunLog? _log;
    private readonly TracerProvider? _tracerProvider;
    private readonly MeterProvider? _meterProvider;
    private readonly ILoggerFactory? _loggerFactory;

    /// <param name="verb">The verb that runs.</param>
    /// <param name="serviceName">The service's name where OTEL_SERVICE_NAME does not say another.</param>
    /// <param name="signals">What to export.</param>
    public OpenTelemetryExport(string verb, string serviceName, OpenTelemetrySignals signals)
    {
        // The variables come last and win.
        var resource = ResourceBuilder.CreateEmpty().AddService(serviceName).AddTelemetrySdk().AddEnvironmentVariableDetector();
        _trace = new RunTrace(verb);
        if (signals.Traces)
            _tracerProvider = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(RunTrace.SourceName, "Attune.*").AddOtlpExporter().Build();
        if (signals.Metrics)
            _meterProvider = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(RunMetrics.MeterName, "Attune.*").AddOtlpExporter().Build();
        if (!signals.Logs)
            return;
        _loggerFactory = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(resource).AddOtlpExporter();
            options.IncludeFormattedMessage = true;
        }));
        _log = new RunLog(verb, _loggerFactory.CreateLogger("Attune"));
    }

    /// <summary>Log records belong to the span in which they are written, so the trace opens first and closes last.</summary>
    public void On(RunEvent happened)
    {
        if (happened is EndedEvent)
            _log?.On(happened);
        _trace.On(happened);
        _metrics.On(happened);
        if (happened is not EndedEvent)
            _log?.On(happened);
    }

    /// <summary>Sends what has not been sent yet; waits some seconds at most.</summary>
    public void Dispose()
    {
        _trace.Dispose();
        _tracerProvider?.Dispose();
        _meterProvider?.Dispose();
        _metrics.Dispose();
        _loggerFactory?.Dispose();
    }
}
