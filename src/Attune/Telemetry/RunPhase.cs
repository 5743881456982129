namespace Attune.Telemetry;

/// <summary>The parts of a run, in their order.</summary>
internal static class RunPhase
{
    /// <summary>Base model, data, templates and tokens are read and rendered.</summary>
    public const string Load = "load";

    /// <summary>The row checks.</summary>
    public const string Check = "check";

    /// <summary>Training.</summary>
    public const string Tune = "tune";

    /// <summary>The base model answers the held-out rows.</summary>
    public const string Base = "base";

    /// <summary>The tuned model answers the held-out rows.</summary>
    public const string Tuned = "tuned";

    /// <summary>The assertions judge the answers, and the report is written.</summary>
    public const string Evaluate = "evaluate";
}
