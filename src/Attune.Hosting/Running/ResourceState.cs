namespace Attune.Hosting;

/// <summary>Where a resource is in its life.</summary>
public enum ResourceState
{
    /// <summary>Starts only when asked to.</summary>
    NotStarted,

    /// <summary>Waits for another resource, for the machine, or for the pause before a restart.</summary>
    Waiting,

    /// <summary>Its process is being started.</summary>
    Starting,

    /// <summary>Its process runs.</summary>
    Running,

    /// <summary>It was asked to end and has not yet.</summary>
    Stopping,

    /// <summary>Its process ended with exit code 0.</summary>
    Finished,

    /// <summary>Its process ended with another exit code, or could not be started.</summary>
    Failed,

    /// <summary>It was ended on request.</summary>
    Stopped,
}

/// <summary>What the health check of a running resource says.</summary>
public enum ResourceHealth
{
    /// <summary>It has no check, does not run, or has not been asked yet.</summary>
    Unknown,

    /// <summary>The last check was answered well.</summary>
    Healthy,

    /// <summary>The last check failed.</summary>
    Unhealthy,
}
