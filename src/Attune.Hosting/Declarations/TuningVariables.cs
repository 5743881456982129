namespace Attune.Hosting.Declarations;

/// <summary>Environment variables by which a host speaks to a tuning project's program.</summary>
internal static class TuningVariables
{
    /// <summary>The file that a run appends its events to.</summary>
    public const string Events = "ATTUNE_EVENTS";

    /// <summary>What a model server asks of its clients.</summary>
    public const string ApiKey = "ATTUNE_API_KEY";
}
