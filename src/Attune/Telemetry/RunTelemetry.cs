using Attune.Terminal;

namespace Attune.Telemetry;

/// <summary>
/// Who hears of a run besides the screen: the events file of ATTUNE_EVENTS, and OpenTelemetry where the OTEL_* variables
/// name an endpoint. Without these variables there is nobody, and nothing is loaded.
/// </summary>
internal sealed class RunTelemetry : IDisposable
{
    public const string EventsVariable = "ATTUNE_EVENTS";

    private readonly List<IRunListener> _listeners = [];

    private RunTelemetry(TimeProvider time) => Events = new RunEvents(time, _listeners);

    public RunEvents Events { get; }

    /// <param name="verb">The verb that runs.</param>
    /// <param name="serviceName">The service's name where OTEL_SERVICE_NAME does not say another.</param>
    /// <param name="environment">The value of an environment variable, or null.</param>
    /// <param name="screen">Where troubles of telemetry are told; they do not fail a run.</param>
    public static RunTelemetry Start(string verb, string serviceName, Func<string, string?> environment, Screen screen)
    {
        var telemetry = new RunTelemetry(screen.Time);
        if (environment(EventsVariable) is { Length: > 0 } path)
            telemetry._listeners.Add(new EventsFile(path, screen.Error.WriteLine));
        var signals = OpenTelemetrySignals.Of(environment, screen.Error.WriteLine);
        if (signals.Any)
            telemetry._listeners.Add(StartExport(verb, serviceName, signals));
        return telemetry;
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
            (listener as IDisposable)?.Dispose();
    }

    /// <summary>A method of its own, because a method's types are loaded when it is compiled.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static OpenTelemetryExport StartExport(string verb, string serviceName, OpenTelemetrySignals signals) => new(verb, serviceName, signals);
}
