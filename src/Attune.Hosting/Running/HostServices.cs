using Attune.Hosting.Processes;
using Attune.Hosting.Progress;

namespace Attune.Hosting.Running;

/// <summary>What all runners share.</summary>
internal sealed record HostServices(
    ResourceCatalog Catalog, MachineQueue Machine, IProcessGuard Guard, FreePorts Ports, HealthProbe Probe, TimeProvider Time)
{
    /// <summary>Where programs write their events, one file a row; deleted with the host.</summary>
    public required string Folder { get; init; }

    /// <summary>Where telemetry goes; empty without a dashboard.</summary>
    public IReadOnlyDictionary<string, string> Telemetry { get; set; } = new Dictionary<string, string>();

    /// <summary>Follows the events of tuning programs; null where nobody does.</summary>
    public ProgressWatch? Progress { get; set; }

    /// <summary>How long a process may take to end when asked to: a trainer finishes its step and writes a checkpoint.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}
