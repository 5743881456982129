namespace Attune.Telemetry;

/// <summary>How the work on a recipe ends.</summary>
internal static class RunOutcome
{
    /// <summary>Trained and evaluated; every assertion holds.</summary>
    public const string Tuned = "tuned";

    /// <summary>Evaluated without training; every assertion holds.</summary>
    public const string Evaluated = "evaluated";

    /// <summary>Nothing had changed, and every assertion holds.</summary>
    public const string UpToDate = "up-to-date";

    /// <summary>A verb that trains and evaluates nothing did its work.</summary>
    public const string Checked = "checked";

    /// <summary>A server was asked to end.</summary>
    public const string Stopped = "stopped";

    /// <summary>Ctrl-C or SIGTERM.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>An error, or an assertion below its threshold.</summary>
    public const string Failed = "failed";
}
