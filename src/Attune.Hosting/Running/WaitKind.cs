namespace Attune.Hosting.Running;

/// <summary>What kind of thing a row waits for.</summary>
internal enum WaitKind
{
    /// <summary>Another row.</summary>
    Resource,

    /// <summary>Its turn: processors, a GPU, a build.</summary>
    Turn,

    /// <summary>The pause before a restart.</summary>
    Restart,
}
