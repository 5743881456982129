using System.Globalization;

namespace Attune.Hosting.Running;

/// <summary>The restarts of one resource since somebody started it.</summary>
internal sealed class RestartSeries(RestartPolicy policy)
{
    private int _inARow;

    /// <summary>What follows the end of a process: a pause before the next one and why, or null where it is not started again.</summary>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="lasted">How long it was there; a long run was a good one.</param>
    public (TimeSpan Pause, string Reason)? After(int exitCode, TimeSpan lasted)
    {
        if (lasted >= policy.ResetAfter)
            _inARow = 0;
        if (!policy.Restarts(exitCode, _inARow))
            return null;
        var pause = policy.PauseAfter(_inARow++);
        return (pause, string.Create(CultureInfo.InvariantCulture, $"restart {_inARow} in {pause.TotalSeconds:0.#} s after {ExitCodes.Describe(exitCode)}"));
    }
}
