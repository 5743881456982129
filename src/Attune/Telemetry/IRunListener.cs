namespace Attune.Telemetry;

/// <summary>Hears what happens. Called in order, one event at a time, on the thread that works; it must not throw.</summary>
internal interface IRunListener
{
    void On(RunEvent happened);
}
