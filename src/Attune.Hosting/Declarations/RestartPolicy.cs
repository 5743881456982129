namespace Attune.Hosting;

/// <summary>Whether and when a resource whose process ended is started again.</summary>
public sealed record RestartPolicy
{
    /// <summary>Never: what trainers and evaluators have, since the next run goes on from the checkpoint when somebody asks for it.</summary>
    public static RestartPolicy Never { get; } = new() { MaxRestarts = 0 };

    /// <summary>After each end with another exit code than 0, five times in a row at most: what servers have.</summary>
    public static RestartPolicy OnFailure { get; } = new();

    /// <summary>After each end, whatever the exit code, without a limit.</summary>
    public static RestartPolicy Always { get; } = new() { AlsoAfterSuccess = true, MaxRestarts = int.MaxValue };

    /// <summary>Restarts in a row; a run of <see cref="ResetAfter"/> starts the count anew.</summary>
    /// <value>Default 5.</value>
    public int MaxRestarts { get; init; } = 5;

    /// <summary>Restart after exit code 0 too.</summary>
    /// <value>Default false.</value>
    public bool AlsoAfterSuccess { get; init; }

    /// <summary>The pause before the first restart; each further one is twice as long, up to <see cref="LongestPause"/>.</summary>
    /// <value>Default one second.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A run that lasted this long was a good one.</summary>
    /// <value>Default one minute.</value>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromMinutes(1);

    internal bool Restarts(int exitCode, int restarts) => restarts < MaxRestarts && (exitCode != 0 || AlsoAfterSuccess);

    /// <summary>The pause before the restart after so many restarts in a row.</summary>
    internal TimeSpan PauseAfter(int restarts)
    {
        var pause = FirstPause.TotalSeconds * Math.Pow(2, Math.Min(restarts, 30));
        return TimeSpan.FromSeconds(Math.Min(pause, LongestPause.TotalSeconds));
    }
}
