namespace Attune.Hosting.Declarations;

/// <summary>The verbs of a tuning project's program that the host runs.</summary>
internal static class TuningVerbs
{
    public const string Tune = "tune";
    public const string Evaluate = "evaluate";
    public const string Serve = "serve";
    public const string Promote = "promote";
}
